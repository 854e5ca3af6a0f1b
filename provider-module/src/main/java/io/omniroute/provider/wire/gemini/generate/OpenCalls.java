package io.omniroute.provider.wire.gemini.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Ties function responses to calls where the client gives no ids: ids are made from the call's place in the conversation, so
 * the same history always has the same ids, and a response belongs to the first unanswered call of its name.
 */
final class OpenCalls {
    private record Open(String id, String name, boolean made) {}

    private final List<Open> open = new ArrayList<>();

    /** A new model turn: whatever the one before it left unanswered stays so. */
    void nextTurn() {
        open.clear();
    }

    /** @return the call's id, made from {@code place} when none was given */
    String called(Optional<String> id, String name, String place) {
        Open call = new Open(id.orElse("call_" + place), name, id.isEmpty());
        open.add(call);
        return call.id;
    }

    /** @return the id of the call that is answered; one of its own when there is no such call */
    String answered(Optional<String> id, String name, String place) {
        if (id.isPresent()) {
            return take(call -> call.id.equals(id.get()))
                    .or(() -> take(call -> call.made && call.name.equals(name)))
                    .orElse(id.get());
        }
        return take(call -> call.name.equals(name)).orElse("call_" + place);
    }

    private Optional<String> take(Predicate<Open> wanted) {
        for (int i = 0; i < open.size(); i++) {
            if (wanted.test(open.get(i))) {
                return Optional.of(open.remove(i).id);
            }
        }
        return Optional.empty();
    }
}

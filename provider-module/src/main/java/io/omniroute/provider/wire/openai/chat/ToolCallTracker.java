package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ToolNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Follows the tool calls of one choice through their deltas. Calls are told apart by {@code index}; where a vendor omits
 * it or gives all calls the same one, by their id, name and place. A call starts when its name is known, and ends when
 * the choice does, or as soon as its arguments are whole and another call begins.
 */
final class ToolCallTracker {
    private final int choice;
    private final ToolNames names;
    private final Map<Integer, Call> byIndex = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private int started;

    ToolCallTracker(int choice, ToolNames names) {
        this.choice = choice;
        this.names = names;
    }

    boolean any() {
        return started > 0;
    }

    /**
     * @param entries the {@code tool_calls} of one delta
     * @param signatures Gemini's proofs by call id, from the same delta
     * @param replyId the vendor's id of the reply
     */
    void accept(Iterable<JsonNode> entries, Map<String, String> signatures, String replyId, Consumer<ChatEvent> sink) {
        int position = 0;
        for (JsonNode node : entries) {
            if (node.isObject()) {
                Delta delta = Delta.of(node, position);
                Call call = callOf(delta);
                call.learn(delta, signatures);
                start(call, replyId, sink);
                append(call, delta.fragment, sink);
            }
            position++;
        }
    }

    /** The choice is over: every call is. */
    void end(Consumer<ChatEvent> sink) {
        for (Call call : calls) {
            if (call.number < 0 && !call.early.isEmpty()) {
                throw Json.garbled("The vendor sent a tool call without a name.");
            }
            end(call, sink);
        }
    }

    private Call callOf(Delta delta) {
        Call known = byIndex.get(delta.index);
        if (delta.unnumbered && !delta.id.isEmpty()) {
            known = calls.stream()
                    .filter(call -> call.vendorId.equals(delta.id))
                    .findFirst()
                    .orElse(known);
        }
        if (known != null && !known.isAnother(delta)) {
            return known;
        }
        Call call = new Call();
        byIndex.put(delta.index, call);
        calls.add(call);
        return call;
    }

    private void start(Call call, String replyId, Consumer<ChatEvent> sink) {
        if (call.number >= 0 || call.name.isEmpty()) {
            return;
        }
        calls.stream().filter(other -> other.json.complete()).forEach(other -> end(other, sink));
        call.number = started++;
        String id = call.vendorId.isEmpty() ? CallIds.make(replyId, choice, call.number) : call.vendorId;
        sink.accept(new ChatEvent.ToolCallStarted(
                choice, call.number, id, names.original(call.name), call.custom, call.signature));
        String early = call.early.toString();
        call.early.setLength(0);
        append(call, early, sink);
    }

    private void append(Call call, String fragment, Consumer<ChatEvent> sink) {
        // whatever follows whole arguments would only break them
        if (fragment.isEmpty() || call.ended) {
            return;
        }
        if (call.number < 0) {
            call.early.append(fragment);
            return;
        }
        if (!call.custom) {
            call.json.feed(fragment);
        }
        sink.accept(new ChatEvent.ToolArguments(choice, call.number, fragment));
    }

    private void end(Call call, Consumer<ChatEvent> sink) {
        if (call.number >= 0 && !call.ended) {
            call.ended = true;
            sink.accept(new ChatEvent.ToolCallEnded(choice, call.number));
        }
    }

    /** One entry of a delta, with absent members as empty text. */
    private record Delta(
            int index,
            boolean unnumbered,
            String id,
            String name,
            String fragment,
            boolean custom,
            Optional<String> signature) {
        static Delta of(JsonNode node, int position) {
            boolean custom = node.path("custom").isObject();
            JsonNode body = custom ? node.get("custom") : node.path("function");
            JsonNode arguments = body.path(custom ? "input" : "arguments");
            String fragment = arguments.isObject() ? Json.text(arguments) : arguments.asText("");
            JsonNode index = node.path("index");
            // Gemini's OpenAI endpoint: the signature travels in extra_content
            String signature = Fields.text(node.path("extra_content").path("google"), "thought_signature");
            return new Delta(
                    index.canConvertToInt() ? index.intValue() : position,
                    !index.canConvertToInt(),
                    Fields.text(node, "id"),
                    Fields.text(body, "name"),
                    arguments.isNull() ? "" : fragment,
                    custom,
                    Optional.of(signature).filter(value -> !value.isEmpty()));
        }
    }

    /** A call under way; {@code number} is −1 until it has been started. */
    private static final class Call {
        private final StringBuilder early = new StringBuilder();
        private final JsonCompleteness json = new JsonCompleteness();
        private String vendorId = "";
        private String name = "";
        private Optional<String> signature = Optional.empty();
        private boolean custom;
        private boolean ended;
        private int number = -1;

        void learn(Delta delta, Map<String, String> signatures) {
            if (number >= 0) {
                return;
            }
            if (vendorId.isEmpty()) {
                vendorId = delta.id;
            }
            if (name.isEmpty()) {
                name = delta.name;
            }
            custom |= delta.custom;
            signature = signature.or(() -> delta.signature).or(() -> Optional.ofNullable(signatures.get(delta.id)));
        }

        /** Whether this delta, though in this call's place, begins another one. Ids may change, names come only once. */
        boolean isAnother(Delta delta) {
            if (delta.name.isEmpty() || name.isEmpty()) {
                return false;
            }
            if (!delta.id.isEmpty() && !vendorId.isEmpty()) {
                return !delta.id.equals(vendorId);
            }
            return delta.unnumbered && !delta.fragment.isEmpty() && (!delta.name.equals(name) || json.complete());
        }
    }
}

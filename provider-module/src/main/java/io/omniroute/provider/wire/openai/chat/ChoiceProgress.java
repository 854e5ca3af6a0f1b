package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.wire.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What a stream's encoder must remember of one choice. */
final class ChoiceProgress {
    /** @param blank whether its arguments so far are nothing but white space */
    private record Call(boolean custom, boolean blank) {}

    private final Map<Integer, Call> calls = new HashMap<>();
    private final StringBuilder thoughts = new StringBuilder();
    private int details;
    private boolean finished;

    void thought(String text) {
        thoughts.append(text);
    }

    /** The details that close the thoughts since the last proof; they repeat the text, for clients that send them back. */
    ArrayNode sign(ChatEvent.ThinkingSigned e) {
        ArrayNode entries = Json.MAPPER.createArrayNode();
        if (e.redacted() && !thoughts.isEmpty()) {
            ReasoningDetail.write(ContentPart.Thinking.unsigned(thoughts.toString()), entries);
            thoughts.setLength(0);
        }
        ReasoningDetail.write(
                new ContentPart.Thinking(
                        thoughts.toString(), e.family(), Optional.of(e.signature()), e.redacted(), e.id()),
                entries);
        thoughts.setLength(0);
        return numbered(entries);
    }

    ArrayNode signCall(String callId, String signature) {
        ArrayNode entries = Json.MAPPER.createArrayNode();
        ReasoningDetail.writeCall(callId, signature, entries);
        return numbered(entries);
    }

    void callStarted(ChatEvent.ToolCallStarted e) {
        calls.put(e.index(), new Call(e.custom(), true));
    }

    void argued(int index, String fragment) {
        calls.computeIfPresent(index, (i, call) -> new Call(call.custom(), call.blank() && fragment.isBlank()));
    }

    boolean isCustom(int index) {
        return calls.containsKey(index) && calls.get(index).custom();
    }

    boolean lacksArguments(int index) {
        return calls.containsKey(index)
                && !calls.get(index).custom()
                && calls.get(index).blank();
    }

    boolean hasCalls() {
        return !calls.isEmpty();
    }

    boolean finished() {
        return finished;
    }

    /** @return false when it had finished already */
    boolean finish() {
        boolean first = !finished;
        finished = true;
        return first;
    }

    private ArrayNode numbered(ArrayNode entries) {
        entries.forEach(entry -> ((ObjectNode) entry).put("index", details++));
        return entries;
    }
}

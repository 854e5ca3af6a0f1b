package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.wire.ToolNames;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A vendor's output items as events. An item may come in pieces, whole, or both; what was said in pieces is not said
 * again. A whole answer is read as items that came whole. One per reply.
 */
final class OutputReader {
    /** What the pieces of an item belong to: a content part, a summary part, the arguments. */
    record Piece(String field, int index) {
        static final Piece ARGUMENTS = new Piece("arguments", 0);
    }

    private static final int NO_CALL = -1;

    private final ToolNames names;
    private final Consumer<ChatEvent> sink;
    private final Map<Integer, Item> items = new TreeMap<>();
    private int calls;
    private boolean thoughtsOpen;
    private Optional<String> signatureOfNextCall = Optional.empty();

    OutputReader(ToolNames names, Consumer<ChatEvent> sink) {
        this.names = names;
        this.sink = sink;
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    boolean hasCalls() {
        return calls > 0;
    }

    /** The head of an item; only a call has anything to say yet. */
    void added(int outputIndex, JsonNode item) {
        Item state = item(outputIndex);
        if (isCall(item)
                && state.call == NO_CALL
                && !item.path("name").asText("").isEmpty()) {
            startCall(state, item);
        }
    }

    void text(int outputIndex, Piece piece, String delta) {
        if (!delta.isEmpty()) {
            item(outputIndex).said.add(piece);
            thoughtsOpen = false;
            sink.accept(new ChatEvent.TextDelta(0, delta));
        }
    }

    void refusal(int outputIndex, Piece piece, String delta) {
        if (!delta.isEmpty()) {
            item(outputIndex).said.add(piece);
            thoughtsOpen = false;
            sink.accept(new ChatEvent.RefusalDelta(0, delta));
        }
    }

    /** Parts of thoughts, and thoughts that nothing separates, are told apart by a blank line. */
    void thought(int outputIndex, Piece piece, String delta) {
        if (!delta.isEmpty()) {
            boolean begins = item(outputIndex).said.add(piece);
            if (begins && thoughtsOpen) {
                sink.accept(new ChatEvent.ThinkingDelta(0, "\n\n"));
            }
            thoughtsOpen = true;
            sink.accept(new ChatEvent.ThinkingDelta(0, delta));
        }
    }

    /** Arguments of a call whose head never came wait for the whole item. */
    void arguments(int outputIndex, String delta) {
        Item state = item(outputIndex);
        if (!delta.isEmpty() && state.call != NO_CALL && !state.closed) {
            state.said.add(Piece.ARGUMENTS);
            sink.accept(new ChatEvent.ToolArguments(0, state.call, delta));
        }
    }

    boolean wasSaid(int outputIndex, Piece piece) {
        return item(outputIndex).said.contains(piece);
    }

    /** A whole item: says what its pieces did not. */
    void done(int outputIndex, JsonNode item) {
        Item state = item(outputIndex);
        if (state.closed) {
            return;
        }
        switch (item.path("type").asText("")) {
            case "message" -> message(outputIndex, item.path("content"));
            case "reasoning" -> reasoning(outputIndex, item);
            case "function_call" -> call(outputIndex, item, "arguments");
            case "custom_tool_call" -> call(outputIndex, item, "input");
            case "image_generation_call" -> image(item);
            // web_search_call and its like ran at the vendor; the answer has what came of them
            default -> {}
        }
        state.closed = true;
    }

    /** Ends the calls whose end never came. */
    void close() {
        for (Item state : items.values()) {
            if (state.call != NO_CALL && !state.closed) {
                state.closed = true;
                sink.accept(new ChatEvent.ToolCallEnded(0, state.call));
            }
        }
    }

    private void message(int outputIndex, JsonNode content) {
        for (int i = 0; i < content.size(); i++) {
            JsonNode part = content.get(i);
            Piece piece = new Piece("content", i);
            if (!wasSaid(outputIndex, piece)) {
                text(outputIndex, piece, part.path("text").asText(""));
                refusal(outputIndex, piece, part.path("refusal").asText(""));
            }
        }
    }

    private void reasoning(int outputIndex, JsonNode item) {
        for (String field : new String[] {"summary", "content"}) {
            for (int i = 0; i < item.path(field).size(); i++) {
                Piece piece = new Piece(field, i);
                if (!wasSaid(outputIndex, piece)) {
                    thought(
                            outputIndex,
                            piece,
                            item.path(field).get(i).path("text").asText(""));
                }
            }
        }
        String proof = item.path("encrypted_content").asText("");
        if (!proof.isEmpty()) {
            signed(ReasoningProof.read(proof), item.path("id").asText(""));
        }
    }

    private void signed(ReasoningProof proof, String id) {
        if (proof.kind() == ReasoningProof.Kind.CALL) {
            signatureOfNextCall = Optional.of(proof.signature());
            return;
        }
        thoughtsOpen = false;
        boolean own = proof.family() == ModelFamily.OPENAI && !id.isEmpty();
        boolean redacted = proof.kind() == ReasoningProof.Kind.REDACTED;
        sink.accept(new ChatEvent.ThinkingSigned(
                0, proof.family(), proof.signature(), redacted, own ? Optional.of(id) : Optional.empty()));
    }

    private void call(int outputIndex, JsonNode item, String argumentsField) {
        Item state = item(outputIndex);
        if (state.call == NO_CALL) {
            startCall(state, item);
        }
        if (!state.said.contains(Piece.ARGUMENTS)) {
            arguments(outputIndex, item.path(argumentsField).asText(""));
        }
        sink.accept(new ChatEvent.ToolCallEnded(0, state.call));
    }

    private void startCall(Item state, JsonNode item) {
        state.call = calls++;
        thoughtsOpen = false;
        String id = item.path("call_id").asText("");
        if (id.isEmpty()) {
            id = item.path("id").asText("");
        }
        if (id.isEmpty()) {
            id = "call_" + UUID.randomUUID().toString().replace("-", "");
        }
        boolean custom = item.path("type").asText("").equals("custom_tool_call");
        sink.accept(new ChatEvent.ToolCallStarted(0, state.call, id, name(item), custom, signatureOfNextCall));
        signatureOfNextCall = Optional.empty();
    }

    private String name(JsonNode item) {
        String sent = item.path("name").asText("");
        String namespace = item.path("namespace").asText("");
        return namespace.isEmpty() ? names.original(sent) : new ToolName(Optional.of(namespace), sent).flat();
    }

    private void image(JsonNode item) {
        String result = item.path("result").asText("");
        if (!result.isEmpty()) {
            thoughtsOpen = false;
            String type = "image/" + item.path("output_format").asText("png");
            sink.accept(new ChatEvent.MediaProduced(0, new ContentPart.Image(new MediaSource.Inline(type, result))));
        }
    }

    private static boolean isCall(JsonNode item) {
        String type = item.path("type").asText("");
        return type.equals("function_call") || type.equals("custom_tool_call");
    }

    private Item item(int outputIndex) {
        return items.computeIfAbsent(outputIndex, ignored -> new Item());
    }

    /** What is known of one item so far. */
    private static final class Item {
        private final Set<Piece> said = new HashSet<>();
        private int call = NO_CALL;
        private boolean closed;
    }
}

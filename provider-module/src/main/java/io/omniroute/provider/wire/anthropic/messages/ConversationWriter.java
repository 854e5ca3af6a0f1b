package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Conversation;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.WireTarget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Brings the turns into the order Anthropic demands: user first, strictly alternating, every tool call answered in the
 * very next message and its results first there. One per request.
 */
final class ConversationWriter {
    private static final String PLACEHOLDER = "Continue.";

    private final ContentWriter content;
    private final WireTarget target;
    private final ToolPairing pairing;
    private final ArrayNode messages = Json.MAPPER.createArrayNode();

    ConversationWriter(ContentWriter content, WireTarget target) {
        this.content = content;
        this.target = target;
        this.pairing = new ToolPairing(content);
    }

    /** @return at least one message, the first of them the user's */
    ArrayNode write(List<Message> all) {
        for (Message turn : Conversation.mergeNeighbours(sendable(Conversation.turns(all)))) {
            if (turn.role() == Message.Role.ASSISTANT) {
                assistant(turn);
            } else {
                append("user", user(turn.content()));
            }
        }
        append("user", pairing.missingResults());
        completeEnds();
        return messages;
    }

    /** What would leave nothing behind goes before neighbours are merged, so that no turn turns out empty later. */
    private static List<Message> sendable(List<Message> turns) {
        return turns.stream()
                .map(turn -> new Message(
                        turn.role(),
                        turn.content().stream()
                                .filter(ContentWriter::isSendable)
                                .toList()))
                .toList();
    }

    private void assistant(Message turn) {
        append("user", pairing.missingResults());
        List<ContentPart> parts = new ArrayList<>(turn.content());
        // Thinking stands first and nothing stands behind a call; the sort is stable.
        parts.sort(Comparator.comparingInt(ConversationWriter::rank));
        ArrayNode blocks = Json.MAPPER.createArrayNode();
        for (ContentPart part : parts) {
            if (part instanceof ContentPart.ToolCall call) {
                blocks.add(content.toolUse(call, pairing.call(call.id())));
            } else {
                content.addAssistantPart(part, blocks);
            }
        }
        append("assistant", blocks);
    }

    private static int rank(ContentPart part) {
        return part instanceof ContentPart.Thinking ? 0 : part instanceof ContentPart.ToolCall ? 2 : 1;
    }

    private ArrayNode user(List<ContentPart> parts) {
        ArrayNode results = Json.MAPPER.createArrayNode();
        ArrayNode rest = Json.MAPPER.createArrayNode();
        for (ContentPart part : parts) {
            if (part instanceof ContentPart.ToolResult result) {
                pairing.result(result, results, rest);
            } else {
                content.addUserPart(part, rest);
            }
        }
        return results.addAll(pairing.missingResults()).addAll(rest);
    }

    private void completeEnds() {
        if (messages.isEmpty() || !isRole(messages.get(0), "user")) {
            messages.insert(0, message("user", Json.MAPPER.createArrayNode().add(ReplyBlocks.text(PLACEHOLDER))));
        }
        JsonNode last = messages.get(messages.size() - 1);
        if (!isRole(last, "assistant")) {
            return;
        }
        if (target.has(Quirk.ADAPTIVE_THINKING)) {
            // the newest models refuse a prefilled answer
            append("user", Json.MAPPER.createArrayNode().add(ReplyBlocks.text(PLACEHOLDER)));
        } else {
            stripTrailingSpace((ArrayNode) last.get("content"));
        }
    }

    /** Anthropic Messages: the prefilled start of an answer must not end in white space. */
    private static void stripTrailingSpace(ArrayNode blocks) {
        if (blocks.get(blocks.size() - 1) instanceof ObjectNode block && block.has("text")) {
            block.put("text", block.get("text").textValue().stripTrailing());
        }
    }

    private void append(String role, ArrayNode blocks) {
        if (blocks.isEmpty()) {
            return;
        }
        JsonNode last = messages.isEmpty() ? null : messages.get(messages.size() - 1);
        if (last != null && isRole(last, role)) {
            ((ArrayNode) last.get("content")).addAll(blocks);
        } else {
            messages.add(message(role, blocks));
        }
    }

    private static ObjectNode message(String role, ArrayNode blocks) {
        ObjectNode message = Json.object().put("role", role);
        message.set("content", blocks);
        return message;
    }

    private static boolean isRole(JsonNode message, String role) {
        return message.get("role").textValue().equals(role);
    }
}

package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Conversation;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.OutputFormat;
import io.omniroute.provider.wire.CacheMarks;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.WireTarget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects what becomes the system prompt: all instructions in order, wherever in the conversation they stood, then the
 * demanded output format where the target has no parameter for it. (Later instructions as user text would keep their
 * place, but lose their authority.)
 */
final class SystemWriter {
    private final Losses losses;
    private final WireTarget target;
    private final CacheMarks conversation;

    SystemWriter(Losses losses, WireTarget target, CacheMarks conversation) {
        this.losses = losses;
        this.target = target;
        this.conversation = conversation;
    }

    /** @return text blocks */
    List<ObjectNode> write(OutputFormat output) {
        List<ObjectNode> blocks = new ArrayList<>();
        for (Message message : Conversation.instructions(conversation.messages())) {
            message.content().forEach(part -> add(part, blocks));
        }
        format(output).ifPresent(text -> blocks.add(ReplyBlocks.text(text)));
        return blocks;
    }

    /** For models that ignore a system prompt ({@link Quirk#SYSTEM_IN_USER}); the first message is always the user's. */
    static void putIntoFirstMessage(List<ObjectNode> blocks, ArrayNode messages) {
        ArrayNode content = (ArrayNode) messages.get(0).get("content");
        int place = 0;
        while (place < content.size()
                && content.get(place).path("type").asText().equals("tool_result")) {
            place++;
        }
        for (ObjectNode block : blocks) {
            content.insert(place++, block);
        }
    }

    private void add(ContentPart part, List<ObjectNode> blocks) {
        if (!(part instanceof ContentPart.Text text)) {
            losses.add("system");
        } else if (!text.text().isBlank()) {
            ObjectNode block = ReplyBlocks.text(text.text());
            conversation.put(part, block);
            blocks.add(block);
        }
    }

    private Optional<String> format(OutputFormat output) {
        return switch (output) {
            case OutputFormat.PlainText ignored -> Optional.empty();
            case OutputFormat.Json ignored ->
                Optional.of("Reply with one valid JSON object and nothing else: no text around it, no code fence.");
            case OutputFormat.Schema schema ->
                target.has(Quirk.STRUCTURED_OUTPUT)
                        ? Optional.empty()
                        : Optional.of(
                                "Reply with one JSON value that is valid against the JSON Schema below, and nothing"
                                        + " else: no text around it, no code fence."
                                        + schema.description()
                                                .map(text -> "\n" + text)
                                                .orElse("")
                                        + "\n\n" + schema.schema().value());
        };
    }
}

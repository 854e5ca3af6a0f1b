package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Conversation;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.OutputFormat;
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

    SystemWriter(Losses losses, WireTarget target) {
        this.losses = losses;
        this.target = target;
    }

    List<String> write(ChatRequest request) {
        List<String> texts = new ArrayList<>();
        for (Message message : Conversation.instructions(request.messages())) {
            message.content().forEach(part -> add(part, texts));
        }
        format(request.output()).ifPresent(texts::add);
        return texts;
    }

    /** For models that ignore a system prompt ({@link Quirk#SYSTEM_IN_USER}); the first message is always the user's. */
    static void putIntoFirstMessage(List<String> texts, ArrayNode messages) {
        ArrayNode content = (ArrayNode) messages.get(0).get("content");
        int place = 0;
        while (place < content.size()
                && content.get(place).path("type").asText().equals("tool_result")) {
            place++;
        }
        for (String text : texts) {
            content.insert(place++, ReplyBlocks.text(text));
        }
    }

    private void add(ContentPart part, List<String> texts) {
        if (!(part instanceof ContentPart.Text text)) {
            losses.add("system");
        } else if (!text.text().isBlank()) {
            texts.add(text.text());
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

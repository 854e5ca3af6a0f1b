package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatResponse;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ReplyContext;

/** Writes a whole reply. The format has no word for more than one choice; the first is told. */
final class ResponseWriter {
    private ResponseWriter() {}

    static ObjectNode write(ChatResponse response, ReplyContext context) {
        ChatResponse.Choice choice = response.first();
        ObjectNode message = ReplyBlocks.envelope(response.id(), response.model(), context);
        ArrayNode content = message.putArray("content");
        choice.content().forEach(part -> add(part, content));
        boolean called = choice.content().stream().anyMatch(ContentPart.ToolCall.class::isInstance);
        boolean refused = choice.content().stream().anyMatch(ContentPart.Refusal.class::isInstance);
        message.put("stop_reason", StopReasons.write(choice.finishReason(), called, refused));
        choice.stopSequence().ifPresent(sequence -> message.put("stop_sequence", sequence));
        message.set("usage", ReplyBlocks.usage(response.usage()));
        return message;
    }

    private static void add(ContentPart part, ArrayNode content) {
        switch (part) {
            case ContentPart.Text text -> addText(text.text(), content);
            case ContentPart.Refusal refusal -> addText(refusal.text(), content);
            case ContentPart.Thinking thinking -> addThinking(thinking, content);
            case ContentPart.ToolCall call ->
                content.add(ReplyBlocks.toolUse(
                        call.id(),
                        call.name(),
                        call.custom()
                                ? Json.object().put("input", call.arguments())
                                : Json.arguments(call.arguments())));
            case ContentPart.Image ignored -> addText(ReplyBlocks.markdown(part), content);
            case ContentPart.Audio ignored -> addText(ReplyBlocks.markdown(part), content);
            case ContentPart.Document ignored -> addText(ReplyBlocks.markdown(part), content);
            case ContentPart.CacheMark ignored -> {}
            case ContentPart.ToolResult ignored -> {
                // a model never answers its own tools
            }
        }
    }

    /** Anthropic Messages: a text block is never empty. */
    private static void addText(String text, ArrayNode content) {
        if (!text.isEmpty()) {
            content.add(ReplyBlocks.text(text));
        }
    }

    private static void addThinking(ContentPart.Thinking thinking, ArrayNode content) {
        String signature = thinking.signature().orElse("");
        if (thinking.redacted() && thinking.family() == ModelFamily.ANTHROPIC) {
            content.add(ReplyBlocks.redactedThinking(signature));
            return;
        }
        String field = ThinkingSignatures.write(thinking.family(), signature, thinking.id());
        if (!thinking.text().isEmpty() || !field.isEmpty()) {
            content.add(ReplyBlocks.thinking(thinking.text(), field));
        }
    }
}

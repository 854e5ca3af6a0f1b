package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ReplyContext;

/** The pieces of a reply that are the same whether it is streamed or whole. */
final class ReplyBlocks {
    private ReplyBlocks() {}

    static ObjectNode text(String text) {
        return Json.object().put("type", "text").put("text", text);
    }

    static ObjectNode thinking(String text, String signature) {
        return Json.object().put("type", "thinking").put("thinking", text).put("signature", signature);
    }

    static ObjectNode redactedThinking(String data) {
        return Json.object().put("type", "redacted_thinking").put("data", data);
    }

    static ObjectNode toolUse(String id, String name, ObjectNode input) {
        ObjectNode block =
                Json.object().put("type", "tool_use").put("id", ToolIds.fit(id)).put("name", name);
        block.set("input", input);
        return block;
    }

    /** An assistant turn has no block for media the model made, so they are shown as Markdown. */
    static String markdown(ContentPart media) {
        return switch (media) {
            case ContentPart.Image image -> "![image](" + address(image.source()) + ")";
            case ContentPart.Audio audio -> "[audio](" + address(audio.source()) + ")";
            case ContentPart.Document document ->
                "[" + document.name().orElse("document") + "](" + address(document.source()) + ")";
            case ContentPart.Text text -> text.text();
            case ContentPart.Refusal refusal -> refusal.text();
            case ContentPart.Thinking ignored -> "";
            case ContentPart.ToolCall ignored -> "";
            case ContentPart.CacheMark ignored -> "";
            case ContentPart.ToolResult result -> result.text();
        };
    }

    /** The message around the blocks: content is empty, and why it stopped is not known yet. */
    static ObjectNode envelope(String id, String model, ReplyContext context) {
        ObjectNode message = Json.object()
                .put("id", messageId(id, context))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", model.isEmpty() ? context.envelope().model() : model);
        message.putArray("content");
        return message.putNull("stop_reason").putNull("stop_sequence");
    }

    /** Anthropic counts cached and cache-written tokens beside {@code input_tokens}, not in it. */
    static ObjectNode usage(Usage usage) {
        long fresh = usage.inputTokens() - usage.cachedTokens() - usage.cacheWriteTokens();
        return Json.object()
                .put("input_tokens", Math.max(0, fresh))
                .put("cache_creation_input_tokens", usage.cacheWriteTokens())
                .put("cache_read_input_tokens", usage.cachedTokens())
                .put("output_tokens", usage.outputTokens());
    }

    private static String messageId(String id, ReplyContext context) {
        return id.startsWith("msg_") ? id : "msg_" + context.requestId().replaceAll("[^A-Za-z0-9_-]", "");
    }

    private static String address(MediaSource source) {
        return switch (source) {
            case MediaSource.Inline inline -> inline.toDataUrl();
            case MediaSource.Remote remote -> remote.uri().toString();
            case MediaSource.Stored stored -> stored.fileId();
            case MediaSource.PlainText text -> text.text();
        };
    }
}

package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatResponse;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ReplyContext;
import java.util.List;

/** Writes a {@code chat.completion}. */
final class ResponseWriter {
    private ResponseWriter() {}

    static ObjectNode write(ChatResponse response, ReplyContext context) {
        ObjectNode body = head(context, response.id(), "chat.completion");
        ArrayNode choices = body.putArray("choices");
        for (int i = 0; i < response.choices().size(); i++) {
            ChatResponse.Choice choice = response.choices().get(i);
            ObjectNode json = choices.addObject().put("index", i);
            boolean calls = choice.content().stream().anyMatch(ContentPart.ToolCall.class::isInstance);
            json.set("message", message(choice.content(), context));
            json.putNull("logprobs");
            json.put("finish_reason", FinishWords.write(choice.finishReason(), calls));
        }
        body.set("usage", UsageJson.write(response.usage()));
        return body;
    }

    /** What a whole answer and a chunk have in common. The model is the one the client asked for. */
    static ObjectNode head(ReplyContext context, String vendorId, String object) {
        return Json.object()
                .put("id", vendorId.isEmpty() ? "chatcmpl-" + context.requestId() : vendorId)
                .put("object", object)
                .put("created", context.created().getEpochSecond())
                .put("model", context.envelope().model());
    }

    private static ObjectNode message(List<ContentPart> parts, ReplyContext context) {
        MessageText texts = MessageText.of(parts);
        ObjectNode message = Json.object().put("role", "assistant");
        message.put("content", texts.content().isEmpty() ? null : texts.content());
        message.put("refusal", texts.refusal().isEmpty() ? null : texts.refusal());
        if (!texts.thoughts().isEmpty()) {
            message.put("reasoning_content", texts.thoughts());
        }
        ArrayNode details = details(parts);
        if (!details.isEmpty()) {
            message.set("reasoning_details", details);
        }
        calls(parts, message);
        media(parts, message, context);
        return message;
    }

    /** Written only if something is signed; then every thought is there, so that the client can send all of it back. */
    private static ArrayNode details(List<ContentPart> parts) {
        ArrayNode details = Json.MAPPER.createArrayNode();
        boolean thoughtsSigned = parts.stream()
                .anyMatch(part -> part instanceof ContentPart.Thinking thinking
                        && thinking.signature().isPresent());
        for (ContentPart part : parts) {
            if (part instanceof ContentPart.Thinking thinking && thoughtsSigned) {
                ReasoningDetail.write(thinking, details);
            } else if (part instanceof ContentPart.ToolCall call) {
                call.signature().ifPresent(signature -> ReasoningDetail.writeCall(call.id(), signature, details));
            }
        }
        return details;
    }

    private static void calls(List<ContentPart> parts, ObjectNode message) {
        for (ContentPart part : parts) {
            if (part instanceof ContentPart.ToolCall call) {
                CallJson.write(
                        call, call.arguments(), message.withArray("tool_calls").addObject());
            }
        }
    }

    private static void media(List<ContentPart> parts, ObjectNode message, ReplyContext context) {
        for (ContentPart part : parts) {
            if (part instanceof ContentPart.Image image) {
                MediaJson.image(image)
                        .ifPresent(json -> message.withArray("images").add(json));
            } else if (part instanceof ContentPart.Audio audio && audio.source() instanceof MediaSource.Inline inline) {
                message.set("audio", MediaJson.audio(inline, context));
            }
        }
    }
}

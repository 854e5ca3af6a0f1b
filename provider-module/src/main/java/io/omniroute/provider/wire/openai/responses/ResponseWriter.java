package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ChatResponse;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.wire.ReplyContext;
import java.util.List;
import java.util.Optional;

/** A whole reply: its parts are played as events into the same items that a stream is made of. */
final class ResponseWriter {
    private ResponseWriter() {}

    static ObjectNode write(ChatResponse response, ReplyContext context) {
        ResponseObject object = new ResponseObject(context);
        OutputItems items = new OutputItems(object.idStem(), event -> {});
        ChatResponse.Choice choice = response.first();
        int calls = 0;
        for (ContentPart part : choice.content()) {
            events(part, calls).forEach(items::accept);
            calls += part instanceof ContentPart.ToolCall ? 1 : 0;
        }
        items.close(ResponseObject.statusOfOpenItems(choice.finishReason()));
        return object.finished(items.done(), choice.finishReason(), response.usage());
    }

    /** @param index the number of the tool call, if the part is one */
    private static List<ChatEvent> events(ContentPart part, int index) {
        return switch (part) {
            case ContentPart.Text text -> List.of(new ChatEvent.TextDelta(0, text.text()));
            case ContentPart.Refusal refusal -> List.of(new ChatEvent.RefusalDelta(0, refusal.text()));
            case ContentPart.Thinking thinking -> thoughts(thinking);
            case ContentPart.ToolCall call ->
                List.of(
                        new ChatEvent.ToolCallStarted(
                                0, index, call.id(), call.name(), call.custom(), call.signature()),
                        new ChatEvent.ToolArguments(0, index, call.arguments()),
                        new ChatEvent.ToolCallEnded(0, index));
            case ContentPart.Image image -> List.of(new ChatEvent.MediaProduced(0, image));
            case ContentPart.Audio audio -> List.of(new ChatEvent.MediaProduced(0, audio));
            case ContentPart.Document document -> List.of(new ChatEvent.MediaProduced(0, document));
            // a reply holds no tool results
            case ContentPart.ToolResult ignored -> List.of();
            case ContentPart.CacheMark ignored -> List.of();
        };
    }

    private static List<ChatEvent> thoughts(ContentPart.Thinking thinking) {
        ChatEvent text = new ChatEvent.ThinkingDelta(0, thinking.text());
        Optional<ChatEvent> signed = thinking.signature()
                .map(signature -> new ChatEvent.ThinkingSigned(
                        0, thinking.family(), signature, thinking.redacted(), thinking.id()));
        return signed.map(proof -> List.of(text, proof)).orElseGet(() -> List.of(text));
    }
}

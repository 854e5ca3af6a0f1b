package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatResponse;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ReplyContext;
import java.util.ArrayList;
import java.util.List;

/** Writes a whole {@code GenerateContentResponse}. */
final class GeminiResponseWriter {
    private GeminiResponseWriter() {}

    static byte[] write(ChatResponse response, ReplyContext context) {
        ObjectNode written = Json.object();
        ArrayNode candidates = written.putArray("candidates");
        for (int i = 0; i < response.choices().size(); i++) {
            ChatResponse.Choice choice = response.choices().get(i);
            ObjectNode candidate = ReplyHead.candidate(parts(choice), i);
            candidates.add(candidate.put("finishReason", FinishWords.write(choice.finishReason(), isRefused(choice))));
        }
        written.set("usageMetadata", UsageMetadata.write(response.usage()));
        return Json.bytes(ReplyHead.of(response.id(), response.model(), context).closing(written));
    }

    private static boolean isRefused(ChatResponse.Choice choice) {
        return choice.content().stream().anyMatch(ContentPart.Refusal.class::isInstance);
    }

    private static ArrayNode parts(ChatResponse.Choice choice) {
        ArrayNode parts = Json.MAPPER.createArrayNode();
        List<ContentPart.Thinking> thoughts = new ArrayList<>();
        for (ContentPart part : choice.content()) {
            if (part instanceof ContentPart.Thinking thinking) {
                thoughts.add(thinking);
            }
            add(part, thoughts, parts);
        }
        if (parts.isEmpty()) {
            // Google's SDKs read parts[0] without looking; an empty answer of Gemini itself has one empty text.
            parts.add(ReplyParts.text(""));
        }
        return parts;
    }

    private static void add(ContentPart part, List<ContentPart.Thinking> thoughts, ArrayNode parts) {
        switch (part) {
            case ContentPart.Text text -> parts.add(ReplyParts.text(text.text()));
            case ContentPart.Refusal refusal -> parts.add(ReplyParts.text(refusal.text()));
            case ContentPart.Thinking thinking -> parts.add(ReplyParts.thought(thinking));
            case ContentPart.ToolCall call -> {
                parts.add(ReplyParts.call(call, thoughts));
                thoughts.clear();
            }
            case ContentPart.ToolResult ignored -> {}
            case ContentPart.CacheMark ignored -> {}
            case ContentPart.Image image -> ReplyParts.media(image).ifPresent(parts::add);
            case ContentPart.Audio audio -> ReplyParts.media(audio).ifPresent(parts::add);
            case ContentPart.Document document -> ReplyParts.media(document).ifPresent(parts::add);
        }
    }
}

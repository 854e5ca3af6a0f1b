package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.wire.Json;
import java.util.List;
import java.util.Optional;

/** The parts of a reply as Gemini's clients know them. */
final class ReplyParts {
    private ReplyParts() {}

    static ObjectNode text(String text) {
        return Json.object().put("text", text);
    }

    static ObjectNode thought(String text) {
        return text(text).put("thought", true);
    }

    /**
     * A signed thought. One without text that Gemini itself signed is written as Gemini does: an empty text part that
     * carries nothing but the signature.
     */
    static ObjectNode thought(ContentPart.Thinking thinking) {
        if (thinking.signature().isEmpty()) {
            return thought(thinking.text());
        }
        boolean own = thinking.family() == ModelFamily.GEMINI && thinking.text().isEmpty();
        String signature = CarriedSignature.encode(
                thinking.family(), thinking.signature().get(), thinking.redacted(), thinking.id());
        return (own ? text("") : thought(thinking.text())).put("thoughtSignature", signature);
    }

    /** @param thoughts signed ones that led to the call, and that no earlier call carries */
    static ObjectNode call(ContentPart.ToolCall call, List<ContentPart.Thinking> thoughts) {
        ObjectNode function = Json.object().put("id", call.id()).put("name", call.name());
        function.set(
                "args",
                call.custom() ? Json.object().put("input", call.arguments()) : Json.arguments(call.arguments()));
        ObjectNode part = Json.object();
        part.set("functionCall", function);
        call.signature()
                .or(() -> CarriedThoughts.encode(thoughts))
                .ifPresent(signature -> part.put("thoughtSignature", signature));
        return part;
    }

    /** The media part, or its text where it is only text; empty for what only its vendor can find. */
    static Optional<ObjectNode> media(MediaSource source, String fallbackType) {
        return switch (source) {
            case MediaSource.Inline inline ->
                Optional.of(wrap(
                        "inlineData",
                        Json.object().put("mimeType", inline.mediaType()).put("data", inline.base64())));
            case MediaSource.Remote remote -> {
                String type = remote.mediaType()
                        .or(() -> MediaTypes.ofPath(remote.uri()))
                        .orElse(fallbackType);
                ObjectNode file = Json.object()
                        .put("mimeType", type)
                        .put("fileUri", remote.uri().toString());
                yield Optional.of(wrap("fileData", file));
            }
            case MediaSource.Stored ignored -> Optional.empty();
            case MediaSource.PlainText plain ->
                plain.text().isEmpty() ? Optional.empty() : Optional.of(text(plain.text()));
        };
    }

    /** Any media part; empty for a part that is none. */
    static Optional<ObjectNode> media(ContentPart part) {
        return switch (part) {
            case ContentPart.Image image -> media(image.source(), "image/jpeg");
            case ContentPart.Audio audio -> media(audio.source(), "audio/mp3");
            case ContentPart.Document document -> media(document.source(), "application/pdf");
            case ContentPart.Text ignored -> Optional.empty();
            case ContentPart.Thinking ignored -> Optional.empty();
            case ContentPart.ToolCall ignored -> Optional.empty();
            case ContentPart.ToolResult ignored -> Optional.empty();
            case ContentPart.Refusal ignored -> Optional.empty();
            case ContentPart.CacheMark ignored -> Optional.empty();
        };
    }

    private static ObjectNode wrap(String name, ObjectNode value) {
        ObjectNode part = Json.object();
        part.set(name, value);
        return part;
    }
}

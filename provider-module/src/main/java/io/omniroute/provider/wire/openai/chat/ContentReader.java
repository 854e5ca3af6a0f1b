package io.omniroute.provider.wire.openai.chat;

import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.wire.CacheMarks;
import io.omniroute.provider.wire.JsonView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The {@code content} of a message: a string or parts. Empty text parts vanish; they say nothing and vendors refuse them. */
final class ContentReader {
    private static final Set<String> PART =
            Set.of("type", "text", "image_url", "input_audio", "file", "refusal", "thinking", CacheMarks.FIELD);

    private final FieldAudit audit;

    ContentReader(FieldAudit audit) {
        this.audit = audit;
    }

    /** Absent content is none; whether that is allowed is for the caller to say. */
    List<ContentPart> read(JsonView content) {
        if (!content.exists()) {
            return List.of();
        }
        if (content.isText()) {
            return content.text().isEmpty() ? List.of() : List.of(new ContentPart.Text(content.text()));
        }
        if (!content.isArray()) {
            throw content.wrong("a string or an array of content parts");
        }
        List<ContentPart> parts = new ArrayList<>();
        for (JsonView part : content.elements()) {
            part(part).ifPresent(parts::add);
            CacheMarks.read(part).ifPresent(parts::add);
        }
        return parts;
    }

    private Optional<ContentPart> part(JsonView part) {
        if (part.isText()) {
            return text(part.text());
        }
        String type = part.requireObject().text("type");
        audit.check(part, PART);
        return switch (type) {
            case "text", "input_text", "output_text" -> text(part.text("text"));
            case "refusal" -> Optional.of(new ContentPart.Refusal(part.text("refusal")));
            case "thinking" -> thoughts(part.at("thinking"));
            case "image_url" -> Optional.of(image(part.at("image_url")));
            case "input_audio" -> Optional.of(audio(part.at("input_audio").requireObject()));
            case "file" -> Optional.of(file(part.at("file").requireObject()));
            default ->
                throw part.at("type")
                        .fault("'" + part.at("type").path()
                                + "' must be text, image_url, input_audio, file or refusal.");
        };
    }

    /** Mistral's form, {@code {type:"thinking",thinking:[{type:"text",text}]}}, as its clients send it back. */
    private static Optional<ContentPart> thoughts(JsonView thinking) {
        StringBuilder text = new StringBuilder();
        thinking.elements().forEach(piece -> text.append(piece.requireObject().text("text")));
        return text.isEmpty() ? Optional.empty() : Optional.of(ContentPart.Thinking.unsigned(text.toString()));
    }

    private static Optional<ContentPart> text(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(new ContentPart.Text(text));
    }

    private ContentPart image(JsonView image) {
        if (image.isText()) {
            return new ContentPart.Image(source(image));
        }
        audit.check(image.requireObject(), Set.of("url", "detail"));
        return new ContentPart.Image(source(image.at("url")), image.optionalText("detail"));
    }

    private static ContentPart audio(JsonView audio) {
        String mediaType =
                switch (audio.text("format")) {
                    case "wav" -> "audio/wav";
                    case "mp3" -> "audio/mpeg";
                    default ->
                        throw audio.at("format").fault("'" + audio.at("format").path() + "' must be wav or mp3.");
                };
        return new ContentPart.Audio(new MediaSource.Inline(mediaType, audio.text("data")));
    }

    private ContentPart file(JsonView file) {
        audit.check(file, Set.of("file_data", "file_id", "filename"));
        Optional<String> name = file.optionalText("filename");
        Optional<String> id = file.optionalText("file_id");
        if (id.isPresent()) {
            return new ContentPart.Document(new MediaSource.Stored(id.get()), name);
        }
        return new ContentPart.Document(source(file.at("file_data")), name);
    }

    private static MediaSource source(JsonView url) {
        try {
            return MediaSource.ofUrl(url.text());
        } catch (IllegalArgumentException e) {
            throw url.fault("'" + url.path() + "' must be an absolute URL or a base64 data URL.");
        }
    }
}

package io.omniroute.provider.wire.openai.responses;

import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.wire.JsonView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The content of messages and of tool outputs: a string or a list of parts. */
final class ContentReader {
    private ContentReader() {}

    /** Empty texts are left out: several vendors refuse them. */
    static List<ContentPart> read(JsonView content) {
        if (content.isText()) {
            return text(content.text());
        }
        if (!content.isArray()) {
            throw content.wrong("a string or an array of parts");
        }
        List<ContentPart> parts = new ArrayList<>();
        for (JsonView part : content.elements()) {
            parts.addAll(part(part.requireObject()));
        }
        return parts;
    }

    private static List<ContentPart> part(JsonView part) {
        String type = part.text("type");
        return switch (type) {
            case "input_text", "output_text", "text", "summary_text", "reasoning_text" -> text(part.text("text"));
            case "refusal" -> List.of(new ContentPart.Refusal(part.text("refusal")));
            case "input_image", "computer_screenshot" -> List.of(image(part));
            case "input_file" -> List.of(file(part));
            case "input_audio" -> List.of(audio(part));
            default ->
                throw part.at("type")
                        .fault("'" + part.path() + ".type' must be input_text, input_image, input_file, input_audio, "
                                + "output_text or refusal.");
        };
    }

    private static List<ContentPart> text(String text) {
        return text.isEmpty() ? List.of() : List.of(new ContentPart.Text(text));
    }

    private static ContentPart image(JsonView part) {
        Optional<MediaSource> source = part.has("image_url")
                ? Optional.of(url(part.at("image_url")))
                : part.optionalText("file_id").map(MediaSource.Stored::new);
        return new ContentPart.Image(
                source.orElseThrow(() -> part.fault("'" + part.path() + "' needs image_url or file_id.")),
                part.optionalText("detail"));
    }

    private static ContentPart file(JsonView part) {
        Optional<String> name = part.optionalText("filename");
        Optional<MediaSource> source = part.optionalText("file_data")
                .map(data -> fileData(part.at("file_data"), name))
                .or(() -> part.optionalText("file_url").map(ignored -> url(part.at("file_url"))))
                .or(() -> part.optionalText("file_id").map(MediaSource.Stored::new));
        return new ContentPart.Document(
                source.orElseThrow(() -> part.fault("'" + part.path() + "' needs file_data, file_url or file_id.")),
                name);
    }

    /** A data URL or, as some SDK samples send it, bare base64, whose type then follows from the file's name. */
    private static MediaSource fileData(JsonView data, Optional<String> name) {
        if (data.text().startsWith("data:")) {
            return url(data);
        }
        return new MediaSource.Inline(MediaTypes.ofFileName(name.orElse("")), data.text());
    }

    private static ContentPart audio(JsonView part) {
        JsonView audio = part.at("input_audio").requireObject();
        return new ContentPart.Audio(
                new MediaSource.Inline(MediaTypes.ofAudioFormat(audio.text("format")), audio.text("data")));
    }

    private static MediaSource url(JsonView url) {
        try {
            return MediaSource.ofUrl(url.text());
        } catch (IllegalArgumentException e) {
            // the exception's own message may quote the URL, and with it base64 or a token
            throw url.fault("'" + url.path() + "' must be an absolute URL or a base64 data URL.");
        }
    }
}

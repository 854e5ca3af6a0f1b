package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.wire.Json;
import java.util.Optional;

/** Parts as input content: what a user says, or a tool answers. */
final class ContentWriter {
    private ContentWriter() {}

    /** Empty when the format has no place for the part. */
    static Optional<ObjectNode> input(ContentPart part) {
        return switch (part) {
            case ContentPart.Text text -> Optional.of(text(text.text()));
            case ContentPart.Refusal refusal -> Optional.of(text(refusal.text()));
            case ContentPart.Image image -> image(image);
            case ContentPart.Document document -> Optional.of(document(document));
            case ContentPart.Audio audio -> audio(audio);
            case ContentPart.Thinking ignored -> Optional.empty();
            case ContentPart.ToolCall ignored -> Optional.empty();
            case ContentPart.ToolResult ignored -> Optional.empty();
            case ContentPart.CacheMark ignored -> Optional.empty();
        };
    }

    /** What the assistant said; Responses refuses input_text in an assistant's message. */
    static Optional<ObjectNode> output(ContentPart part) {
        if (part instanceof ContentPart.Text text) {
            return Optional.of(Json.object().put("type", "output_text").put("text", text.text()));
        }
        if (part instanceof ContentPart.Refusal refusal) {
            return Optional.of(Json.object().put("type", "refusal").put("refusal", refusal.text()));
        }
        return Optional.empty();
    }

    private static ObjectNode text(String text) {
        return Json.object().put("type", "input_text").put("text", text);
    }

    private static Optional<ObjectNode> image(ContentPart.Image image) {
        ObjectNode node = Json.object().put("type", "input_image");
        switch (image.source()) {
            case MediaSource.Inline inline -> node.put("image_url", inline.toDataUrl());
            case MediaSource.Remote remote -> node.put("image_url", remote.uri().toString());
            case MediaSource.Stored stored -> node.put("file_id", stored.fileId());
            case MediaSource.PlainText ignored -> {
                return Optional.empty();
            }
        }
        return Optional.of(node.put("detail", image.detail().orElse("auto")));
    }

    private static ObjectNode document(ContentPart.Document document) {
        ObjectNode node = Json.object().put("type", "input_file");
        switch (document.source()) {
            case MediaSource.Inline inline ->
                node.put("filename", document.name().orElseGet(() -> MediaTypes.fileNameFor(inline.mediaType())))
                        .put("file_data", inline.toDataUrl());
            case MediaSource.Remote remote -> node.put("file_url", remote.uri().toString());
            case MediaSource.Stored stored -> node.put("file_id", stored.fileId());
            case MediaSource.PlainText text -> {
                return text(document.name().map(name -> name + "\n\n").orElse("") + text.text());
            }
        }
        return node;
    }

    private static Optional<ObjectNode> audio(ContentPart.Audio audio) {
        if (!(audio.source() instanceof MediaSource.Inline inline)) {
            return Optional.empty();
        }
        return MediaTypes.audioFormat(inline.mediaType()).map(format -> {
            ObjectNode node = Json.object().put("type", "input_audio");
            node.putObject("input_audio").put("data", inline.base64()).put("format", format);
            return node;
        });
    }
}

package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.wire.CacheMarks;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.WireTarget;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** One content part of a message, with its cache mark where the target takes any. */
final class PartWriter {
    private static final Set<String> WAV = Set.of("audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave");
    private static final Set<String> MP3 = Set.of("audio/mpeg", "audio/mp3");

    private final Losses losses;
    private final PartPaths paths;
    private final CacheMarks marks;
    private final boolean takesMarks;

    PartWriter(WireTarget target, CacheMarks marks, Losses losses) {
        this.losses = losses;
        this.paths = new PartPaths(marks.messages());
        this.marks = marks;
        this.takesMarks = target.has(Quirk.CACHE_MARKS);
    }

    /** Whether the part must be written as one, because a string has no place for its mark. */
    boolean isMarked(ContentPart part) {
        return takesMarks && marks.isOn(part);
    }

    /** Text in the place of a part that may be marked: a string, else one text part that bears the mark. */
    JsonNode said(String text, ContentPart part) {
        if (text.isEmpty() || !isMarked(part)) {
            return TextNode.valueOf(text);
        }
        ObjectNode json = Json.object().put("type", "text").put("text", text);
        marks.put(part, json);
        return Json.MAPPER.createArrayNode().add(json);
    }

    void lose(ContentPart part) {
        losses.add(paths.of(part));
    }

    /** Empty when this format cannot carry it, which is then noted as a loss. */
    Optional<ObjectNode> write(ContentPart part) {
        Optional<ObjectNode> written =
                switch (part) {
                    case ContentPart.Text text -> text(text.text());
                    case ContentPart.Refusal refusal -> text(refusal.text());
                    case ContentPart.Image image -> image(image);
                    case ContentPart.Audio audio -> audio(audio.source());
                    case ContentPart.Document document -> document(document);
                    case ContentPart.Thinking ignored -> Optional.empty();
                    case ContentPart.ToolCall ignored -> Optional.empty();
                    case ContentPart.ToolResult ignored -> Optional.empty();
                    case ContentPart.CacheMark ignored -> Optional.empty();
                };
        if (written.isEmpty() && !(part instanceof ContentPart.Text)) {
            lose(part);
        }
        if (isMarked(part)) {
            written.ifPresent(json -> marks.put(part, json));
        }
        return written;
    }

    private static Optional<ObjectNode> text(String text) {
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(Json.object().put("type", "text").put("text", text));
    }

    private static Optional<ObjectNode> image(ContentPart.Image image) {
        Optional<ObjectNode> json = MediaJson.image(image);
        json.ifPresent(node -> image.detail()
                .filter(Set.of("auto", "low", "high")::contains)
                .ifPresent(detail -> ((ObjectNode) node.get("image_url")).put("detail", detail)));
        return json;
    }

    private static Optional<ObjectNode> audio(MediaSource source) {
        if (!(source instanceof MediaSource.Inline inline)) {
            return Optional.empty();
        }
        boolean wav = WAV.contains(inline.mediaType());
        if (!wav && !MP3.contains(inline.mediaType())) {
            return Optional.empty();
        }
        ObjectNode json = Json.object().put("type", "input_audio");
        json.putObject("input_audio").put("data", inline.base64()).put("format", wav ? "wav" : "mp3");
        return Optional.of(json);
    }

    private static Optional<ObjectNode> document(ContentPart.Document document) {
        return switch (document.source()) {
            case MediaSource.PlainText plain -> text(titled(document, plain.text()));
            case MediaSource.Stored stored ->
                Optional.of(file().set("file", Json.object().put("file_id", stored.fileId())));
            case MediaSource.Remote ignored -> Optional.empty();
            case MediaSource.Inline inline -> inline(document, inline);
        };
    }

    /** Text documents are written as text: vendors take PDF files at most. */
    private static Optional<ObjectNode> inline(ContentPart.Document document, MediaSource.Inline inline) {
        if (inline.mediaType().startsWith("text/")) {
            try {
                byte[] bytes = Base64.getMimeDecoder().decode(inline.base64());
                return text(titled(document, new String(bytes, StandardCharsets.UTF_8)));
            } catch (IllegalArgumentException notBase64) {
                return Optional.empty();
            }
        }
        ObjectNode json = file();
        json.putObject("file")
                .put("filename", document.name().orElse("document.pdf"))
                .put("file_data", inline.toDataUrl());
        return Optional.of(json);
    }

    private static ObjectNode file() {
        return Json.object().put("type", "file");
    }

    private static String titled(ContentPart.Document document, String text) {
        return document.name().map(name -> name + ":\n" + text).orElse(text);
    }
}

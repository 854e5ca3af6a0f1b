package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Writes images and documents. What Anthropic does not take is replaced by a short note, so that the model does not answer
 * as if nothing had been there, and reported as a loss.
 */
final class MediaWriter {
    private static final Set<String> IMAGE_TYPES = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

    private final Losses losses;
    private boolean usesStoredFiles;

    MediaWriter(Losses losses) {
        this.losses = losses;
    }

    boolean usesStoredFiles() {
        return usesStoredFiles;
    }

    void image(ContentPart.Image image, ArrayNode blocks) {
        if (image.source() instanceof MediaSource.Inline inline && !type(inline).startsWith("image/")) {
            // some clients send a PDF as an image's data URL
            document(new ContentPart.Document(inline, Optional.empty()), blocks);
            return;
        }
        add("image", imageSource(image.source()), Optional.empty(), blocks);
    }

    void document(ContentPart.Document document, ArrayNode blocks) {
        if (document.source() instanceof MediaSource.Inline inline
                && type(inline).startsWith("image/")) {
            image(new ContentPart.Image(inline), blocks);
            return;
        }
        add("document", documentSource(document.source()), document.name(), blocks);
    }

    /** Leaves a note in the place of something that cannot be sent. */
    void omit(String what, ArrayNode blocks) {
        losses.add(what);
        blocks.add(ReplyBlocks.text("[" + what + " omitted: the model cannot take it]"));
    }

    private void add(String kind, Optional<ObjectNode> source, Optional<String> title, ArrayNode blocks) {
        if (source.isEmpty()) {
            omit(kind, blocks);
            return;
        }
        ObjectNode block = Json.object().put("type", kind);
        block.set("source", source.get());
        title.filter(text -> !text.isBlank()).ifPresent(text -> block.put("title", text));
        blocks.add(block);
    }

    private Optional<ObjectNode> imageSource(MediaSource source) {
        return switch (source) {
            case MediaSource.Inline inline ->
                IMAGE_TYPES.contains(type(inline)) ? Optional.of(base64(inline)) : Optional.empty();
            case MediaSource.Remote remote -> url(remote);
            case MediaSource.Stored stored -> file(stored);
            case MediaSource.PlainText ignored -> Optional.empty();
        };
    }

    private Optional<ObjectNode> documentSource(MediaSource source) {
        return switch (source) {
            case MediaSource.Inline inline -> inlineDocument(inline);
            case MediaSource.Remote remote -> url(remote);
            case MediaSource.Stored stored -> file(stored);
            case MediaSource.PlainText text -> plainText(text.text());
        };
    }

    private static Optional<ObjectNode> inlineDocument(MediaSource.Inline inline) {
        String type = type(inline);
        if (type.equals("application/pdf")) {
            return Optional.of(base64(inline));
        }
        if (!type.startsWith("text/") && !type.equals("application/json")) {
            return Optional.empty();
        }
        try {
            return plainText(new String(Base64.getMimeDecoder().decode(inline.base64()), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // not base64 after all
            return Optional.empty();
        }
    }

    private static Optional<ObjectNode> plainText(String text) {
        return text.isBlank()
                ? Optional.empty()
                : Optional.of(Json.object()
                        .put("type", "text")
                        .put("media_type", "text/plain")
                        .put("data", text));
    }

    private static ObjectNode base64(MediaSource.Inline inline) {
        return Json.object()
                .put("type", "base64")
                .put("media_type", type(inline))
                .put("data", inline.base64());
    }

    private static Optional<ObjectNode> url(MediaSource.Remote remote) {
        String scheme = remote.uri().getScheme();
        boolean web = "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
        return web
                ? Optional.of(
                        Json.object().put("type", "url").put("url", remote.uri().toString()))
                : Optional.empty();
    }

    /** Ids tell whose they are: Anthropic's begin with {@code file_}, OpenAI's with {@code file-}. */
    private Optional<ObjectNode> file(MediaSource.Stored stored) {
        if (!stored.fileId().startsWith("file_")) {
            return Optional.empty();
        }
        usesStoredFiles = true;
        return Optional.of(Json.object().put("type", "file").put("file_id", stored.fileId()));
    }

    private static String type(MediaSource.Inline inline) {
        String type = inline.mediaType().toLowerCase(Locale.ROOT);
        return type.equals("image/jpg") ? "image/jpeg" : type;
    }
}

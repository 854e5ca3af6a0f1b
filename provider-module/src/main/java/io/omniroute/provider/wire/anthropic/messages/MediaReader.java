package io.omniroute.provider.wire.anthropic.messages;

import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.wire.JsonView;
import io.omniroute.provider.wire.Losses;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Reads image, document and search_result blocks. */
final class MediaReader {
    private final Losses losses;

    MediaReader(Losses losses) {
        this.losses = losses;
    }

    /** @param block of one of the three types */
    void add(JsonView block, List<ContentPart> parts) {
        switch (block.text("type")) {
            case "image" -> addImage(block, parts);
            case "document" -> addDocument(block, parts);
            default -> parts.add(searchResult(block));
        }
    }

    private void addImage(JsonView block, List<ContentPart> parts) {
        JsonView source = block.at("source").requireObject();
        switch (source.text("type")) {
            case "base64" -> parts.add(new ContentPart.Image(inline(source)));
            case "url" -> parts.add(new ContentPart.Image(remote(source, Optional.empty())));
            case "file" -> parts.add(new ContentPart.Image(new MediaSource.Stored(source.text("file_id"))));
            default -> losses.add(block.path());
        }
    }

    private void addDocument(JsonView block, List<ContentPart> parts) {
        Optional<String> title = block.optionalText("title");
        if (block.optionalText("context").isPresent()) {
            losses.add(block.path() + ".context");
        }
        if (block.optionalObject("citations")
                .flatMap(citations -> citations.optionalBoolean("enabled"))
                .orElse(false)) {
            losses.add(block.path() + ".citations");
        }
        JsonView source = block.at("source").requireObject();
        switch (source.text("type")) {
            case "base64" -> parts.add(new ContentPart.Document(inline(source), title));
            case "text" -> parts.add(new ContentPart.Document(new MediaSource.PlainText(source.text("data")), title));
            // Anthropic Messages, documents: a URL source is always a PDF
            case "url" -> parts.add(new ContentPart.Document(remote(source, Optional.of("application/pdf")), title));
            case "file" -> parts.add(new ContentPart.Document(new MediaSource.Stored(source.text("file_id")), title));
            case "content" -> addContentDocument(source.at("content"), title, parts);
            default -> losses.add(block.path());
        }
    }

    /** A document of blocks: its texts are one plain-text document, its images follow as images. */
    private void addContentDocument(JsonView content, Optional<String> title, List<ContentPart> parts) {
        if (content.isText()) {
            parts.add(new ContentPart.Document(new MediaSource.PlainText(content.text()), title));
            return;
        }
        String text = texts(content);
        if (!text.isEmpty()) {
            parts.add(new ContentPart.Document(new MediaSource.PlainText(text), title));
        }
        for (JsonView block : content.elements()) {
            if (block.text("type").equals("image")) {
                addImage(block, parts);
            }
        }
    }

    /** Its source and title matter to the model as much as its text, and as text any vendor can take them. */
    private static ContentPart searchResult(JsonView block) {
        String text = block.text("title") + "\n" + block.text("source") + "\n\n" + texts(block.at("content"));
        return new ContentPart.Text(text);
    }

    private static String texts(JsonView content) {
        StringBuilder joined = new StringBuilder();
        for (JsonView block : content.elements()) {
            if (block.requireObject().text("type").equals("text")) {
                joined.append(joined.isEmpty() ? "" : "\n").append(block.text("text"));
            }
        }
        return joined.toString();
    }

    private static MediaSource inline(JsonView source) {
        return new MediaSource.Inline(source.text("media_type"), source.text("data"));
    }

    private static MediaSource remote(JsonView source, Optional<String> mediaType) {
        JsonView url = source.at("url");
        try {
            URI uri = URI.create(url.text());
            if (uri.isAbsolute()) {
                return new MediaSource.Remote(uri, mediaType);
            }
        } catch (IllegalArgumentException e) {
            // said below, together with the relative ones
        }
        throw url.fault("'" + url.path() + "' must be an absolute URL.");
    }
}

package io.omniroute.provider.chat;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/** Where the bytes of an image, a document or a sound are. */
public sealed interface MediaSource {
    /**
     * @param mediaType such as {@code image/png}
     * @param base64 the content, RFC 4648 base64 with padding, no line breaks
     */
    record Inline(String mediaType, String base64) implements MediaSource {
        public Inline {
            Objects.requireNonNull(mediaType, "mediaType");
            Objects.requireNonNull(base64, "base64");
        }

        /** The RFC 2397 form, {@code data:<mediaType>;base64,<content>}. */
        public String toDataUrl() {
            return "data:" + mediaType + ";base64," + base64;
        }
    }

    /** @param mediaType the type the caller declared; absent in most formats */
    record Remote(URI uri, Optional<String> mediaType) implements MediaSource {
        public Remote {
            Objects.requireNonNull(uri, "uri");
            Objects.requireNonNull(mediaType, "mediaType");
        }
    }

    /** A file stored at the vendor; its id means nothing elsewhere, so it survives only within one family. */
    record Stored(String fileId) implements MediaSource {
        public Stored {
            Objects.requireNonNull(fileId, "fileId");
        }
    }

    /** Plain text given as a document (Anthropic Messages, document source {@code text}). */
    record PlainText(String text) implements MediaSource {
        public PlainText {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * Reads a {@code data:} URL (RFC 2397, base64 form only) or any other absolute URL.
     *
     * @throws IllegalArgumentException when it is neither
     */
    static MediaSource ofUrl(String url) {
        if (!url.regionMatches(true, 0, "data:", 0, 5)) {
            URI uri = URI.create(url);
            if (!uri.isAbsolute()) {
                throw new IllegalArgumentException("not an absolute URL");
            }
            return new Remote(uri, Optional.empty());
        }
        int comma = url.indexOf(',');
        if (comma < 0) {
            throw new IllegalArgumentException("data URL without a comma");
        }
        String head = url.substring(5, comma);
        if (!head.endsWith(";base64")) {
            throw new IllegalArgumentException("data URL is not base64");
        }
        String type = head.substring(0, head.length() - ";base64".length());
        int parameter = type.indexOf(';');
        String mediaType = parameter < 0 ? type : type.substring(0, parameter);
        return new Inline(mediaType.isEmpty() ? "text/plain" : mediaType, url.substring(comma + 1));
    }
}

package io.omniroute.provider.wire.gemini.generate;

import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.MediaSource;
import io.omniroute.provider.wire.JsonView;
import java.net.URI;
import java.util.Optional;

/** Reads {@code inlineData} and {@code fileData} of a client. */
final class MediaReader {
    private MediaReader() {}

    static ContentPart inline(JsonView data) {
        data.requireObject();
        String mediaType = data.text(Twins.name(data, "mimeType"));
        MediaSource source = new MediaSource.Inline(mediaType, Base64Text.standard(data.text("data")));
        return MediaTypes.part(source, mediaType, name(data));
    }

    static ContentPart file(JsonView data) {
        data.requireObject();
        String uri = data.text(Twins.name(data, "fileUri"));
        Optional<String> declared = data.optionalText(Twins.name(data, "mimeType"));
        MediaSource source = source(uri, declared);
        String mediaType = declared.or(() -> guess(source)).orElse("");
        return MediaTypes.part(source, mediaType, name(data));
    }

    private static MediaSource source(String uri, Optional<String> mediaType) {
        try {
            URI parsed = URI.create(uri);
            if (parsed.isAbsolute()) {
                return new MediaSource.Remote(parsed, mediaType);
            }
        } catch (IllegalArgumentException e) {
            // not a URI: then it can only be Google's own id of an uploaded file
        }
        return new MediaSource.Stored(uri);
    }

    private static Optional<String> guess(MediaSource source) {
        return source instanceof MediaSource.Remote remote ? MediaTypes.ofPath(remote.uri()) : Optional.empty();
    }

    private static Optional<String> name(JsonView data) {
        return data.optionalText(Twins.name(data, "displayName"));
    }
}

package io.omniroute.provider.wire.gemini.generate;

import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.MediaSource;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which kind of part a media type makes, and the media type that a URL's path suggests. */
final class MediaTypes {
    private static final Map<String, String> BY_EXTENSION = Map.ofEntries(
            Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("webp", "image/webp"),
            Map.entry("gif", "image/gif"),
            Map.entry("heic", "image/heic"),
            Map.entry("heif", "image/heif"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("txt", "text/plain"),
            Map.entry("md", "text/markdown"),
            Map.entry("html", "text/html"),
            Map.entry("csv", "text/csv"),
            Map.entry("wav", "audio/wav"),
            Map.entry("mp3", "audio/mp3"),
            Map.entry("flac", "audio/flac"),
            Map.entry("ogg", "audio/ogg"),
            Map.entry("aac", "audio/aac"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("webm", "video/webm"));

    private MediaTypes() {}

    /** Images and sounds by their type; everything else, videos too, is a document. */
    static ContentPart part(MediaSource source, String mediaType, Optional<String> name) {
        String type = mediaType.toLowerCase(Locale.ROOT);
        if (type.startsWith("image/")) {
            return new ContentPart.Image(source);
        }
        if (type.startsWith("audio/")) {
            return new ContentPart.Audio(source);
        }
        return new ContentPart.Document(source, name);
    }

    static Optional<String> ofPath(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath();
        int dot = path.lastIndexOf('.');
        return Optional.ofNullable(BY_EXTENSION.get(path.substring(dot + 1).toLowerCase(Locale.ROOT)));
    }
}

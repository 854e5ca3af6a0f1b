package io.omniroute.provider.wire.openai.responses;

import java.util.Locale;
import java.util.Optional;

/** Media types where this format has only a word or a file name for them. */
final class MediaTypes {
    private MediaTypes() {}

    /** {@code application/pdf} where the ending tells nothing: PDF is what the format was made for. */
    static String ofFileName(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "txt", "log" -> "text/plain";
            case "md" -> "text/markdown";
            case "csv" -> "text/csv";
            case "html", "htm" -> "text/html";
            case "json" -> "application/json";
            case "docx" -> "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
            case "xlsx" -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            case "pptx" -> "application/vnd.openxmlformats-officedocument.presentationml.presentation";
            default -> "application/pdf";
        };
    }

    /** A name for a document that has none; the API demands one beside {@code file_data}. */
    static String fileNameFor(String mediaType) {
        return switch (mediaType) {
            case "application/pdf" -> "document.pdf";
            case "text/plain" -> "document.txt";
            case "text/markdown" -> "document.md";
            case "text/csv" -> "document.csv";
            case "text/html" -> "document.html";
            case "application/json" -> "document.json";
            default -> "document";
        };
    }

    static String ofAudioFormat(String format) {
        return format.equals("mp3") ? "audio/mpeg" : "audio/" + format;
    }

    /** OpenAI takes wav and mp3 only. */
    static Optional<String> audioFormat(String mediaType) {
        return switch (mediaType) {
            case "audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave" -> Optional.of("wav");
            case "audio/mpeg", "audio/mp3" -> Optional.of("mp3");
            default -> Optional.empty();
        };
    }
}

package io.omniroute.routing.capture;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts a note in the place of long base64: data URLs, media, documents, signatures, encrypted reasoning. Pure; one pass.
 */
final class Base64Runs {
    /** No word, name or path of a text goes on for so long. */
    static final int LONG = 200;
    /** Too short to hide anything, long enough not to be a word. */
    static final int SHORT = 16;

    private static final int WRAPPED_LINE = 60;
    private static final int LONGEST_MEDIA_TYPE = 100;
    private static final String URL = "data:";
    private static final String MARK = ";base64,";
    /** How the base64 of files begins whose first bytes are always the same. */
    private static final Map<String, String> BEGINNINGS = new TreeMap<>(Map.of(
            "iVBORw0KGg", "image/png",
            "/9j/", "image/jpeg",
            "R0lGOD", "image/gif",
            "JVBERi0", "application/pdf",
            "SUQz", "audio/mpeg",
            "T2dnUw", "audio/ogg",
            "UEsDB", "application/zip"));

    private final String text;
    private final int shortest;
    private final Optional<String> mediaType;
    private final boolean open;

    private Base64Runs(String text, int shortest, Optional<String> mediaType, boolean open) {
        this.text = text;
        this.shortest = shortest;
        this.mediaType = mediaType;
        this.open = open;
    }

    /**
     * @param encoded whether the whole text is said to be base64, so that little is enough
     * @param mediaType of the text, if it was told beside it
     * @param open whether the text was cut off
     */
    static String remove(String text, boolean encoded, Optional<String> mediaType, boolean open) {
        return text.length() < SHORT ? text : new Base64Runs(text, encoded ? SHORT : LONG, mediaType, open).removed();
    }

    private String removed() {
        StringBuilder out = new StringBuilder();
        int copied = 0;
        int at = 0;
        while (at < text.length()) {
            int end = runEnd(at);
            Optional<String> type = urlBefore(at);
            if (end > at && (type.isPresent() || isLong(at, end))) {
                int url = type.map(known -> URL.length() + known.length() + MARK.length())
                        .orElse(0);
                out.append(text, copied, Math.max(copied, at - url)).append(note(at, end, type));
                copied = end;
            }
            at = Math.max(end, at + 1);
        }
        return copied == 0 ? text : out.append(text, copied, text.length()).toString();
    }

    private boolean isLong(int from, int to) {
        if (to - from < shortest) {
            return false;
        }
        boolean whole = from == 0 && to == text.length();
        if (to - from < LONG && !whole) {
            return false;
        }
        // a rule across the page is made of the same characters
        long plain = text.substring(from, to)
                .chars()
                .filter(Character::isLetterOrDigit)
                .count();
        return plain * 4 >= (to - from) * 3L;
    }

    /** The media type with its parameters, when what begins here is the content of a data URL. */
    private Optional<String> urlBefore(int at) {
        if (!text.startsWith(MARK, at - MARK.length())) {
            return Optional.empty();
        }
        int end = at - MARK.length();
        int from = text.lastIndexOf(URL, end);
        return from < 0 || end - from > LONGEST_MEDIA_TYPE
                ? Optional.empty()
                : Optional.of(text.substring(from + URL.length(), end));
    }

    /** Behind the base64 that begins here; lines of wrapped base64 count as one run. */
    private int runEnd(int from) {
        int lineStart = from;
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (isBase64(c)) {
                at++;
            } else if ((c == '\n' || c == '\r') && at > from && at - lineStart >= WRAPPED_LINE) {
                at += c == '\r' && text.startsWith("\n", at + 1) ? 2 : 1;
                lineStart = at;
            } else {
                break;
            }
        }
        while (at > from && Character.isWhitespace(text.charAt(at - 1))) {
            at--;
        }
        return at;
    }

    private String note(int from, int to, Optional<String> ofUrl) {
        String base64 = text.substring(from, to);
        String type = ofUrl.map(full -> full.split(";")[0])
                .filter(known -> !known.isEmpty())
                .or(() -> mediaType)
                .or(() -> sniffed(base64))
                .map(known -> known + ", ")
                .orElse("");
        String atLeast = open && to == text.length() ? "at least " : "";
        return "[base64 removed: " + type + atLeast + bytes(base64) + " bytes]";
    }

    private static Optional<String> sniffed(String base64) {
        return BEGINNINGS.entrySet().stream()
                .filter(known -> base64.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static long bytes(String base64) {
        return base64.chars().filter(c -> c != '=' && isBase64((char) c)).count() * 3 / 4;
    }

    private static boolean isBase64(char c) {
        return c >= 'A' && c <= 'Z'
                || c >= 'a' && c <= 'z'
                || c >= '0' && c <= '9'
                || c == '+'
                || c == '/'
                || c == '='
                || c == '-'
                || c == '_';
    }
}

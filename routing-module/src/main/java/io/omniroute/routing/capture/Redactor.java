package io.omniroute.routing.capture;

import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * Makes of a body what may be kept: credentials and base64 are taken out, whatever the body is (JSON, an event stream, plain
 * text) and wherever it was cut. For the bodies of one call.
 */
final class Redactor {
    private static final String DATA = "data:";

    private final TextRedaction texts;

    /** @param secrets that are known to the letter */
    Redactor(Collection<String> secrets) {
        this.texts = new TextRedaction(secrets);
    }

    /** @param cut whether there was more of it */
    String redact(byte[] body, boolean cut) {
        String text = new String(body, StandardCharsets.UTF_8);
        if (JsonRedaction.looksLikeJson(text)) {
            return json(text, cut);
        }
        return isEventStream(text) ? lines(text, cut) : plain(text, cut);
    }

    /** A short text, such as a header's value. */
    String redact(String text) {
        return texts.redact(text, false);
    }

    private String json(String text, boolean cut) {
        JsonRedaction json = new JsonRedaction(text, texts);
        String redacted = json.redacted();
        return cut || json.isUnfinished() ? withoutTail(redacted) : redacted;
    }

    private String plain(String text, boolean cut) {
        String redacted = texts.redact(text, cut);
        return cut ? withoutTail(redacted) : redacted;
    }

    /** WHATWG HTML, "Server-sent events": fields line by line. Each line of data is an object of its own. */
    private String lines(String text, boolean cut) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = at;
            while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
                end++;
            }
            String line = text.substring(at, end);
            out.append(line(line, cut && end == text.length()));
            while (end < text.length() && (text.charAt(end) == '\n' || text.charAt(end) == '\r')) {
                out.append(text.charAt(end++));
            }
            at = end;
        }
        return out.toString();
    }

    private String line(String line, boolean cut) {
        if (line.startsWith(DATA) && JsonRedaction.looksLikeJson(line.substring(DATA.length()))) {
            return DATA + json(line.substring(DATA.length()), cut);
        }
        return plain(line, cut);
    }

    private static boolean isEventStream(String text) {
        String stripped = text.stripLeading();
        return stripped.startsWith(DATA)
                || stripped.startsWith("event:")
                || stripped.startsWith("id:")
                || stripped.startsWith(":");
    }

    /** What the cut went through could be the beginning of anything. */
    private static String withoutTail(String text) {
        int end = text.length();
        while (end > 0 && isPartOfWord(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean isPartOfWord(char c) {
        return c > ' ' && c < 0x7f && "\"{}[](),;<>".indexOf(c) < 0 || c == '\uFFFD';
    }
}

package io.omniroute.routing.capture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Redacts JSON without parsing it: string literals and bare values are judged by their member's name and by themselves, all else
 * is copied. So the text keeps its form, and text that breaks off anywhere, or is not quite JSON, is redacted as far as it
 * goes; a parser would give up there. For one text.
 */
final class JsonRedaction {
    /** JSON in a string in a string: the arguments of tools. */
    private static final int DEEPEST = 4;

    private final String text;
    private final TextRedaction texts;
    private final int depth;
    private final StringBuilder out;
    private final Deque<Frame> open = new ArrayDeque<>();
    private String name = "";
    private boolean value;
    private Optional<String> mediaType = Optional.empty();
    private boolean unfinished;
    private int at;

    /** An object or array that is not closed yet. @param secret whether all in it is @param name of the array's member */
    private record Frame(boolean object, boolean secret, String name) {}

    JsonRedaction(String text, TextRedaction texts) {
        this(text, texts, 0);
    }

    private JsonRedaction(String text, TextRedaction texts, int depth) {
        this.text = text;
        this.texts = texts;
        this.depth = depth;
        this.out = new StringBuilder(text.length());
    }

    static boolean looksLikeJson(String text) {
        String stripped = text.stripLeading();
        return stripped.startsWith("{") || stripped.startsWith("[");
    }

    String redacted() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                literal();
            } else if (isBare(c)) {
                bare();
            } else {
                structure(c);
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    /** Whether the text broke off inside a string. */
    boolean isUnfinished() {
        return unfinished;
    }

    private void structure(char c) {
        switch (c) {
            case '{' -> open(true);
            case '[' -> open(false);
            case '}', ']' -> {
                open.poll();
                ended();
                mediaType = Optional.empty();
            }
            case ':' -> value = true;
            case ',' -> ended();
            default -> {
                // white space, or no JSON
            }
        }
    }

    private void open(boolean object) {
        open.push(new Frame(object, isSecret(), object ? "" : name));
        name = object ? "" : name;
        value = !object;
    }

    /** A value is over: behind it comes a name, or the next element of an array. */
    private void ended() {
        Frame around = open.peek();
        name = around == null ? "" : around.name();
        value = around == null || !around.object();
    }

    private boolean inObject() {
        Frame around = open.peek();
        return around != null && around.object();
    }

    private boolean isSecret() {
        Frame around = open.peek();
        return around != null && around.secret() || value && SecretNames.isSecret(name);
    }

    private void literal() {
        int end = JsonText.end(text, at + 1);
        boolean closed = end < text.length();
        String raw = text.substring(at + 1, end);
        String decoded = JsonText.decode(raw);
        if (!closed) {
            unfinished = true;
        }
        boolean isName = inObject() && !value;
        String kept = isName ? texts.redact(decoded, !closed) : value(decoded, !closed);
        out.append('"').append(kept.equals(decoded) ? raw : JsonText.encode(kept));
        if (closed) {
            out.append('"');
        }
        if (isName) {
            name = decoded;
        } else if (SecretNames.isMediaType(name)) {
            mediaType = Optional.of(kept);
        }
        at = closed ? end + 1 : end;
    }

    private String value(String decoded, boolean cutOff) {
        if (isSecret()) {
            return decoded.isEmpty() ? decoded : KeyShapes.REMOVED;
        }
        if (depth < DEEPEST && looksLikeJson(decoded)) {
            JsonRedaction inner = new JsonRedaction(decoded, texts, depth + 1);
            return texts.redact(inner.redacted(), cutOff);
        }
        return texts.redact(decoded, SecretNames.isEncoded(name), mediaType, cutOff);
    }

    /** A number, a word, or whatever stands there without quotes. */
    private void bare() {
        int end = at;
        while (end < text.length() && isBare(text.charAt(end))) {
            end++;
        }
        String word = text.substring(at, end);
        boolean plain = word.equals("true") || word.equals("false") || word.equals("null");
        if (isSecret() && !plain) {
            out.append('"').append(KeyShapes.REMOVED).append('"');
        } else {
            out.append(plain ? word : texts.redact(word, end == text.length()));
        }
        at = end;
    }

    private static boolean isBare(char c) {
        return c > ' ' && c != '"' && c != '{' && c != '}' && c != '[' && c != ']' && c != ':' && c != ',';
    }
}

package io.omniroute.provider.wire.openai.chat;

/** Tells when growing text has become a whole JSON object, by counting brackets outside strings. */
final class JsonCompleteness {
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean complete;

    void feed(String fragment) {
        for (int i = 0; i < fragment.length(); i++) {
            feed(fragment.charAt(i));
        }
    }

    boolean complete() {
        return complete;
    }

    private void feed(char c) {
        if (inString) {
            if (escaped) {
                escaped = false;
            } else if (c == '\\') {
                escaped = true;
            } else if (c == '"') {
                inString = false;
            }
            return;
        }
        switch (c) {
            case '"' -> inString = true;
            case '{', '[' -> depth++;
            case '}', ']' -> {
                depth--;
                complete = depth == 0;
            }
            default -> {}
        }
    }
}

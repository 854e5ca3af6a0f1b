package io.omniroute.provider.wire.gemini.generate;

import java.util.Arrays;

/** Finds its way in JSON that is not parsed. Offsets are absolute; −1 means there is none. */
final class JsonBytes {
    private JsonBytes() {}

    /** The first occurrence of {@code needle} between {@code from} and {@code to}. */
    static int indexOf(byte[] json, int from, int to, byte[] needle) {
        for (int i = from; i <= to - needle.length; i++) {
            if (matches(json, i, needle)) {
                return i;
            }
        }
        return -1;
    }

    static int lastIndexOf(byte[] json, int from, int to, byte[] needle) {
        for (int i = to - needle.length; i >= from; i--) {
            if (matches(json, i, needle)) {
                return i;
            }
        }
        return -1;
    }

    /** The first byte of the value that follows a member's name, or −1 when no colon does. */
    static int valueStart(byte[] json, int from, int to) {
        int colon = skipSpace(json, from, to);
        return colon < to && json[colon] == ':' ? skipSpace(json, colon + 1, to) : -1;
    }

    /** Behind the object that opens at {@code open}; −1 when it does not close. */
    static int objectEnd(byte[] json, int open, int to) {
        int depth = 0;
        int i = open;
        while (i < to) {
            switch (json[i]) {
                case '"' -> i = stringEnd(json, i, to) - 1;
                case '{' -> depth++;
                case '}' -> depth--;
                default -> {}
            }
            i++;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Behind the closing quote of the string that opens at {@code quote}; {@code to} when it does not close. */
    static int stringEnd(byte[] json, int quote, int to) {
        for (int i = quote + 1; i < to; i++) {
            if (json[i] == '\\') {
                i++;
            } else if (json[i] == '"') {
                return i + 1;
            }
        }
        return to;
    }

    private static int skipSpace(byte[] json, int from, int to) {
        int i = from;
        while (i < to && json[i] <= ' ' && json[i] >= 0) {
            i++;
        }
        return i;
    }

    private static boolean matches(byte[] json, int at, byte[] needle) {
        return json[at] == needle[0] && Arrays.equals(json, at, at + needle.length, needle, 0, needle.length);
    }
}

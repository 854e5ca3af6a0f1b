package io.omniroute.provider.wire;

import java.util.Arrays;

/** Walks through JSON without parsing what it passes by. Behind a break it goes nowhere. Confined to one thread. */
final class JsonCursor {
    private static final int MAX_NUMBER = 1 << 20;

    private byte[] json;
    private int at;
    private int to;
    private int nameFrom;
    private int nameTo;
    private boolean broken;

    void start(byte[] buffer, int from, int end) {
        json = buffer;
        at = from;
        to = end;
        broken = false;
    }

    /** Whether something was neither closed nor followed by what JSON wants there. */
    boolean broken() {
        return broken;
    }

    /** Steps into an object or an array, if one begins here. */
    boolean open(char bracket) {
        skipSpace();
        if (at < to && json[at] == bracket) {
            at++;
            return true;
        }
        return false;
    }

    /** Goes to the value of the next member, or behind the object. */
    boolean nextMember() {
        if (!goesOn('}')) {
            return false;
        }
        nameFrom = at + 1;
        broken = json[at] != '"' || !skipString();
        nameTo = at - 1;
        broken |= !open(':');
        skipSpace();
        return !broken;
    }

    /** Goes to the next element, or behind the array. */
    boolean nextElement() {
        return goesOn(']');
    }

    boolean isName(byte[] name) {
        return Arrays.equals(json, nameFrom, nameTo, name, 0, name.length);
    }

    /** Whether a string that is not empty begins here. */
    boolean isWord() {
        return at + 1 < to && json[at] == '"' && json[at + 1] != '"';
    }

    boolean isWord(byte[] word) {
        int end = at + 1 + word.length;
        return end < to && Arrays.equals(json, at + 1, end, word, 0, word.length) && json[end] == '"';
    }

    /** The number that begins here, {@code otherwise} if none does. */
    int number(int otherwise) {
        int number = 0;
        int digit = at;
        for (; digit < to && json[digit] >= '0' && json[digit] <= '9' && number < MAX_NUMBER; digit++) {
            number = number * 10 + json[digit] - '0';
        }
        return digit == at ? otherwise : number;
    }

    void skipValue() {
        int depth = 0;
        do {
            switch (at < to ? json[at] : 0) {
                case 0 -> broken = true;
                case '"' -> broken |= !skipString();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                default -> at++;
            }
        } while (!broken && (depth > 0 || at < to && !endsValue()));
    }

    private boolean endsValue() {
        return json[at] == ',' || json[at] == '}' || json[at] == ']';
    }

    /** Behind the commas in front of what comes next, or behind the closing bracket. */
    private boolean goesOn(char closing) {
        skipSpace();
        while (at < to && json[at] == ',') {
            at++;
            skipSpace();
        }
        broken |= at >= to;
        if (!broken && json[at] == closing) {
            at++;
            return false;
        }
        return !broken;
    }

    /** @return whether it is closed */
    private boolean skipString() {
        for (at++; at < to; at++) {
            if (json[at] == '\\') {
                at++;
            } else if (json[at] == '"') {
                at++;
                return true;
            }
        }
        return false;
    }

    private void skipSpace() {
        while (at < to && json[at] <= ' ' && json[at] >= 0) {
            at++;
        }
    }
}

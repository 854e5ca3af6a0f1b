package io.omniroute.routing.models;

import java.util.Locale;

/**
 * A pattern over model names: {@code *} stands for any run of characters, {@code ?} for one; case does not matter, and the
 * whole name must fit. Matching is linear in the name for each star.
 */
public record NamePattern(String text) {
    public NamePattern {
        text = text.toLowerCase(Locale.ROOT);
    }

    /** Whether a name is a pattern at all. */
    public static boolean isPattern(String name) {
        return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
    }

    /** Of several patterns that fit the most specific one wins. */
    public int specificity() {
        int stars = (int) text.chars().filter(c -> c == '*').count();
        int marks = (int) text.chars().filter(c -> c == '?').count();
        return 10 * (text.length() - stars - marks) - 50 * stars - 5 * marks + text.length();
    }

    /** @param name in lower case */
    public boolean matches(String name) {
        int p = 0;
        int n = 0;
        int star = -1;
        int mark = 0;
        while (n < name.length()) {
            char wanted = p < text.length() ? text.charAt(p) : 0;
            if (wanted == '*') {
                star = p++;
                mark = n;
            } else if (p < text.length() && (wanted == '?' || wanted == name.charAt(n))) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++mark;
            } else {
                return false;
            }
        }
        while (p < text.length() && text.charAt(p) == '*') {
            p++;
        }
        return p == text.length();
    }
}

package io.omniroute.routing.capture;

import java.util.regex.Pattern;

/**
 * Removes what looks like a credential from a text: keys of known shapes, also when the text breaks off inside one, and what
 * follows a telling name. Pure. All patterns take time that grows with the text and no faster.
 */
final class KeyShapes {
    static final String REMOVED = "[removed]";

    private static final String ROOM = "[A-Za-z0-9_-]";
    /** Beginnings that vendors give to their keys, and how many characters follow at least. */
    private static final Pattern KEYS = Pattern.compile("(?<![A-Za-z0-9])(?:"
            + "(?:sk|rk|pk)[-_]" + ROOM + "{10,}+|sk-" + ROOM + "*+\\z"
            + "|AIza" + ROOM + "{16,}+|AIza" + ROOM + "*+\\z"
            + "|(?:AKIA|ASIA)[A-Z0-9]{12,}+|(?:AKIA|ASIA)[A-Z0-9]*+\\z"
            + "|gh[opusr]_[A-Za-z0-9]{16,}+|gh[opusr]_[A-Za-z0-9]*+\\z"
            + "|(?:github_pat_|glpat-|hf_|gsk_|xai-|pplx-|nvapi-|npm_|pypi-|r8_|fw_)" + ROOM + "{16,}+"
            + "|(?:github_pat_|glpat-|gsk_|xai-|pplx-|nvapi-)" + ROOM + "*+\\z"
            + "|xox[abeoprs]-" + ROOM + "{10,}+|ya29\\.[A-Za-z0-9_.-]{10,}+"
            + "|eyJ[A-Za-z0-9_-]{6,}+(?:\\.[A-Za-z0-9_-]*+){0,4}+|eyJ[A-Za-z0-9_-]*+\\z"
            + ")");

    private static final Pattern BEARER =
            Pattern.compile("(?i)\\b(bearer\\s{1,3})(?:[A-Za-z0-9._~+/=-]{12,}+|[A-Za-z0-9._~+/=-]*+\\z)");
    private static final Pattern URL_LOGIN = Pattern.compile("://[^\\s/@:\"']{1,100}:[^\\s/@\"']{1,200}@");
    private static final Pattern NAMED = Pattern.compile("(?i)((?:api[_-]?key|access[_-]?key|secret[_-]?key"
            + "|private[_-]?key|(?:access|api|auth|bearer|id|refresh|session)[_-]?token|password|passwd|passphrase"
            + "|authorization|set-cookie|cookie|secret)[A-Za-z0-9_-]{0,20}[\"'`]?\\s{0,3}(?:=>|:=|[=:])\\s{0,3}"
            + "[\"'`]?(?:(?:bearer|basic)\\s{1,3})?)[^\\s\"'`,;&]{3,}+");
    private static final String PEM_BEGIN = "-----BEGIN ";
    private static final String PEM_END = "-----END ";

    private KeyShapes() {}

    static String remove(String text) {
        if (text.length() < 4) {
            return text;
        }
        String without = withoutPem(text);
        without = KEYS.matcher(without).replaceAll(REMOVED);
        without = BEARER.matcher(without).replaceAll("$1" + REMOVED);
        if (without.contains("://")) {
            without = URL_LOGIN.matcher(without).replaceAll("://" + REMOVED + "@");
        }
        return NAMED.matcher(without).replaceAll("$1" + REMOVED);
    }

    /** Keys and certificates in PEM (RFC 7468), up to the end of the text when their own is missing. */
    private static String withoutPem(String text) {
        int begin = text.indexOf(PEM_BEGIN);
        if (begin < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int copied = 0;
        while (begin >= 0) {
            out.append(text, copied, begin).append("[PEM removed]");
            int end = text.indexOf(PEM_END, begin);
            int close = end < 0 ? -1 : text.indexOf("-----", end + PEM_END.length());
            copied = close < 0 ? text.length() : close + 5;
            begin = text.indexOf(PEM_BEGIN, copied);
        }
        return out.append(text, copied, text.length()).toString();
    }
}

package io.omniroute.provider.wire.gemini.generate;

/** Base64 as clients write it, in either alphabet, with or without padding, brought to RFC 4648's standard form. */
final class Base64Text {
    private Base64Text() {}

    static String standard(String base64) {
        if (isStandard(base64)) {
            return base64;
        }
        StringBuilder standard = new StringBuilder(base64.length() + 3);
        for (int i = 0; i < base64.length(); i++) {
            char c = base64.charAt(i);
            if (c == '-') {
                standard.append('+');
            } else if (c == '_') {
                standard.append('/');
            } else if (c > ' ') {
                standard.append(c);
            }
        }
        while (standard.length() % 4 != 0) {
            standard.append('=');
        }
        return standard.toString();
    }

    private static boolean isStandard(String base64) {
        if (base64.length() % 4 != 0) {
            return false;
        }
        for (int i = 0; i < base64.length(); i++) {
            char c = base64.charAt(i);
            if (c == '-' || c == '_' || c <= ' ') {
                return false;
            }
        }
        return true;
    }
}

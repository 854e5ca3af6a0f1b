package io.omniroute.provider.wire.anthropic.messages;

/** Tool call ids as this format accepts them: {@code ^[a-zA-Z0-9_-]+$}. */
final class ToolIds {
    private ToolIds() {}

    /** The id itself if it fits; else a fitting one, always the same for the same id, so that call and result agree. */
    static String fit(String id) {
        if (fits(id)) {
            return id;
        }
        StringBuilder fitted = new StringBuilder(id.length() + 16);
        for (int i = 0; i < id.length(); i++) {
            fitted.append(isAllowed(id.charAt(i)) ? id.charAt(i) : '_');
        }
        if (id.isEmpty()) {
            fitted.append("toolu");
        }
        return fitted.append(String.format("_%08x", id.hashCode())).toString();
    }

    private static boolean fits(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (!isAllowed(id.charAt(i))) {
                return false;
            }
        }
        return !id.isEmpty();
    }

    private static boolean isAllowed(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }
}

package io.omniroute.provider.wire;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tool names as the vendor sees them, and back. A writer maps names that its format refuses (too long, foreign
 * characters) and notes which functions stand for custom tools; the reader of the reply restores both. Filled while the
 * request is written, read-only afterwards; confined to one call.
 */
public final class ToolNames {
    private final Map<String, String> originals = new HashMap<>();
    private final Set<String> custom = new HashSet<>();

    /** Notes that the client's {@code original} went out as {@code sent}. */
    public void map(String original, String sent) {
        if (!original.equals(sent)) {
            originals.put(sent, original);
        }
    }

    /** Notes that the custom tool {@code original} went out as a function with one string parameter {@code input}. */
    public void markCustom(String original) {
        custom.add(original);
    }

    public String original(String sent) {
        return originals.getOrDefault(sent, sent);
    }

    /** Whether this tool, by its original name, is a custom tool sent as a function. */
    public boolean isCustom(String original) {
        return custom.contains(original);
    }

    public boolean hasCustom() {
        return !custom.isEmpty();
    }

    /**
     * A name that fits: characters outside {@code [A-Za-z0-9_-]} become {@code _}, and a name that was changed or is
     * longer than {@code maxLength} ends in a hash of the original, so that two names never fall together. Notes the
     * mapping. Deterministic.
     */
    public String fit(String original, int maxLength) {
        String cleaned = original.replaceAll("[^A-Za-z0-9_-]", "_");
        if (cleaned.equals(original) && original.length() <= maxLength && !original.isEmpty()) {
            return original;
        }
        String hash = String.format("_%08x", original.hashCode());
        int room = Math.min(cleaned.length(), maxLength - hash.length());
        String sent = cleaned.substring(0, room) + hash;
        map(original, sent);
        return sent;
    }
}

package io.omniroute.routing.shaping;

import java.util.Objects;

/**
 * Instructions that are added to what the client sends.
 *
 * @param enabled off keeps the text for later
 * @param text not blank while enabled
 */
public record SystemPrompt(boolean enabled, String text, Position position) {
    public static final SystemPrompt NONE = new SystemPrompt(false, "", Position.PREFIX);

    /** Where it goes among the client's own instructions. */
    public enum Position {
        PREFIX,
        SUFFIX
    }

    public SystemPrompt {
        Objects.requireNonNull(position, "position");
        if (enabled && text.isBlank()) {
            throw new IllegalArgumentException("a system prompt must say something");
        }
    }

    boolean leads() {
        return position == Position.PREFIX;
    }
}

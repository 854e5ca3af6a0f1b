package io.omniroute.routing.session;

import java.util.Objects;

/**
 * By what the calls of a conversation are known for one, among the calls of one key.
 *
 * @param text as the caller gave it, at most 256 characters; a fingerprint when the source is CONTENT
 */
public record SessionName(Source source, String text) {
    private static final int MAX_LENGTH = 256;

    /** Where a name comes from, the most reliable first. */
    public enum Source {
        /** {@code X-Session-Id}, or {@code session_id}, which Codex sends. */
        HEADER,
        /** OpenAI, {@code prompt_cache_key}. */
        PROMPT_CACHE_KEY,
        /** The session within Anthropic's {@code metadata.user_id}, where Claude Code puts it. */
        USER_ID,
        /** The model, the instructions, the tools and the first message: they stay the same while a conversation grows. */
        CONTENT
    }

    public SessionName {
        Objects.requireNonNull(source, "source");
        if (!fits(text)) {
            throw new IllegalArgumentException("the name of a session has 1 to 256 characters");
        }
    }

    /** Others are left out: they name nothing, or would fill the memory. */
    public static boolean fits(String text) {
        return !text.isBlank() && text.length() <= MAX_LENGTH;
    }
}

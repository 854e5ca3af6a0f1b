package io.omniroute.provider.wire;

import io.omniroute.provider.digest.Sha256;

/** The opaque id of an end user, as vendors of OpenAI's formats take it. */
public final class EndUser {
    /** OpenAI: {@code string_above_max_length} beyond; Zhipu, Doubao and OpenRouter take 128. */
    private static final int LONGEST = 64;

    private EndUser() {}

    /** A longer id, such as Claude Code's of 150 characters, becomes its SHA-256: still opaque and one per user. */
    public static String fit(String id) {
        if (id.length() <= LONGEST) {
            return id;
        }
        return Sha256.hex(id);
    }
}

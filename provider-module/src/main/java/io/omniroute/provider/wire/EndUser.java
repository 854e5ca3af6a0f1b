package io.omniroute.provider.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

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
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}

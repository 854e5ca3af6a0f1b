package io.omniroute.provider.digest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4). Thread-safe. */
public final class Sha256 {
    /** To look the algorithm up costs as much as to hash a short text, and calls do that several times. */
    private static final MessageDigest BLANK = lookedUp();

    private Sha256() {}

    /** A digest of nothing yet, the caller's own. */
    public static MessageDigest begin() {
        try {
            return (MessageDigest) BLANK.clone();
        } catch (CloneNotSupportedException e) { // a provider may refuse
            return lookedUp();
        }
    }

    /** The 32 bytes for a text's UTF-8. */
    public static byte[] of(String text) {
        return begin().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same in lower-case hex. */
    public static String hex(String text) {
        return HexFormat.of().formatHex(of(text));
    }

    private static MessageDigest lookedUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

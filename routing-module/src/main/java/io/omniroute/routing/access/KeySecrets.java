package io.omniroute.routing.access;

import io.omniroute.provider.digest.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes gateway keys and hashes them. Thread-safe. */
public final class KeySecrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private KeySecrets() {}

    /** {@code sk-} and 43 URL-safe characters: 256 random bits. */
    public static String generate() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return "sk-" + Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** Lower-case hex of the SHA-256 (FIPS 180-4) of the key's UTF-8 text. */
    public static String hash(String key) {
        return Sha256.hex(key);
    }

    /** What may be shown of a key: seven characters, an ellipsis, four characters. */
    public static String hint(String key) {
        return key.length() < 16 ? "…" : key.substring(0, 7) + "…" + key.substring(key.length() - 4);
    }
}

package io.omniroute.persistence.crypto;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** What all secrets of an installation are encrypted with. Its text form hides it. */
final class MasterKey {
    private static final int KEY_BYTES = 32;
    private static final int SHORTEST_PASSPHRASE = 16;
    /** OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA256. */
    private static final int ITERATIONS = 600_000;

    private final String text;

    /** @throws MasterKeyMismatchException when it is neither the base64 of 32 bytes nor a long enough passphrase */
    MasterKey(String text) {
        this.text = text.strip();
        if (raw().isEmpty() && this.text.length() < SHORTEST_PASSPHRASE) {
            throw new MasterKeyMismatchException("The master key must be the base64 form of 32 bytes,"
                    + " or a passphrase of at least " + SHORTEST_PASSPHRASE + " characters.");
        }
    }

    /** @param salt of this database; only a passphrase needs it, and with it a second to be stretched */
    SecretCipher cipher(byte[] salt) {
        SecretKey key =
                raw().<SecretKey>map(bits -> new SecretKeySpec(bits, "AES")).orElseGet(() -> stretch(salt));
        return new SecretCipher(key);
    }

    private Optional<byte[]> raw() {
        try {
            return Optional.of(Base64.getDecoder().decode(text)).filter(bits -> bits.length == KEY_BYTES);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not base64: a passphrase
        }
    }

    private SecretKey stretch(byte[] salt) {
        PBEKeySpec passphrase = new PBEKeySpec(text.toCharArray(), salt, ITERATIONS, KEY_BYTES * 8);
        try {
            SecretKeyFactory factory = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256");
            return new SecretKeySpec(factory.generateSecret(passphrase).getEncoded(), "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 8 has PBKDF2WithHmacSHA256", e);
        } finally {
            passphrase.clearPassword();
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}

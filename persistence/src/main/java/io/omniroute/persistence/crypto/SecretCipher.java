package io.omniroute.persistence.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce for every text: {@code v1:} and the base64 of nonce, cipher
 * text and 128-bit tag. Thread-safe.
 */
public final class SecretCipher {
    private static final String VERSION = "v1:";
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    SecretCipher(SecretKey key) {
        this.key = key;
    }

    /** @param place table, row and column; the text can be read at the same place only */
    public String encrypt(String clear, String place) {
        return seal(clear.getBytes(StandardCharsets.UTF_8), place);
    }

    /** The same for bytes. */
    public String seal(byte[] clear, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(clear);
            byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
            return VERSION + Base64.getEncoder().encodeToString(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** @throws UnreadableSecretException when it was changed, moved from another place, or written with another key */
    public String decrypt(String text, String place) {
        return new String(open(text, place), StandardCharsets.UTF_8);
    }

    /** What {@link #seal} was given. @throws UnreadableSecretException like {@link #decrypt} */
    public byte[] open(String text, String place) {
        if (!text.startsWith(VERSION)) {
            throw new UnreadableSecretException(place);
        }
        try {
            byte[] whole = Base64.getDecoder().decode(text.substring(VERSION.length()));
            byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, nonce, place).doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnreadableSecretException(place);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}

package io.omniroute.routing.access;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Passwords by the JDK's PBKDF2, in the form that Jakarta Security's {@code Pbkdf2PasswordHash} writes and reads. Not by
 * that bean itself: WildFly offers it only to applications in which it sees a login mechanism of Jakarta Security.
 *
 * <p>One takes some tenths of a second of CPU, which a virtual thread would take from all others of its carrier, running calls among them. So
 * platform threads do the work, on half of the processors at most.
 */
@ApplicationScoped
public class Pbkdf2Passwords implements Passwords {
    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    /** OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA256. */
    private static final int ITERATIONS = 600_000;

    private static final int MAX_ITERATIONS = 10_000_000;
    private static final int SALT_BYTES = 32;
    private static final int HASH_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ExecutorService threads = Executors.newFixedThreadPool(
            Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
            Thread.ofPlatform().daemon().name("omniroute-passwords-", 0).factory());

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }

    @Override
    public String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder();
        return String.join(
                ":",
                ALGORITHM,
                Integer.toString(ITERATIONS),
                base64.encodeToString(salt),
                base64.encodeToString(derive(password, salt, ITERATIONS, HASH_BYTES)));
    }

    /** False also for a hash in another form. */
    @Override
    public boolean matches(String password, String hash) {
        String[] parts = hash.split(":", -1);
        if (parts.length != 4 || !parts[0].equals(ALGORITHM) || !parts[1].matches("[1-9]\\d{0,7}")) {
            return false;
        }
        int iterations = Integer.parseInt(parts[1]);
        if (iterations > MAX_ITERATIONS) {
            return false;
        }
        try {
            byte[] salt = Base64.getDecoder().decode(parts[2]);
            byte[] expected = Base64.getDecoder().decode(parts[3]);
            return salt.length > 0
                    && expected.length >= 16
                    && MessageDigest.isEqual(expected, derive(password, salt, iterations, expected.length));
        } catch (IllegalArgumentException e) {
            return false; // not base64
        }
    }

    private byte[] derive(String password, byte[] salt, int iterations, int bytes) {
        try {
            return threads.submit(() -> derived(password, salt, iterations, bytes))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a password was hashed", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be hashed", e.getCause());
        }
    }

    private static byte[] derived(String password, byte[] salt, int iterations, int bytes) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, bytes * 8);
        try {
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 8 has " + ALGORITHM, e);
        } finally {
            spec.clearPassword();
        }
    }
}

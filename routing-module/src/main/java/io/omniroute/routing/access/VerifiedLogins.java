package io.omniroute.routing.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for a minute which credentials were right, so that a script's every call does not cost a slow hash. Holds only
 * an HMAC under a key of this process, over the stored hash too: a changed password or a deleted user is forgotten at
 * once, on every node. Thread-safe.
 */
final class VerifiedLogins {
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final int MAX_ENTRIES = 1_000;
    private static final String HMAC = "HmacSHA256";

    private final Clock clock;
    private final SecretKeySpec key;
    private final Map<String, Instant> until = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    VerifiedLogins(Clock clock) {
        this.clock = clock;
        byte[] bits = new byte[32];
        new SecureRandom().nextBytes(bits);
        key = new SecretKeySpec(bits, HMAC);
    }

    synchronized boolean knows(String name, String password, String passwordHash) {
        Instant end = until.get(mac(name, password, passwordHash));
        return end != null && clock.instant().isBefore(end);
    }

    synchronized void remember(String name, String password, String passwordHash) {
        String mac = mac(name, password, passwordHash);
        until.remove(mac);
        until.put(mac, clock.instant().plus(LIFE));
    }

    private String mac(String name, String password, String passwordHash) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            String text = name.length() + ":" + name + password.length() + ":" + password + passwordHash;
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}

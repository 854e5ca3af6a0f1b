package io.omniroute.provider.wire.openai.chat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Ids of tool calls: made where a vendor gives none, fitted where a vendor is strict. Pure save the random ids. */
final class CallIds {
    private static final String PREFIX = "call_";
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int NINE = 9;

    private CallIds() {}

    /** An id for a call without one; the same for the stream and the whole form of a reply that has an id itself. */
    static String make(String replyId, int choice, int number) {
        UUID unique = replyId.isEmpty()
                ? UUID.randomUUID()
                : UUID.nameUUIDFromBytes((replyId + "/" + choice + "/" + number).getBytes(StandardCharsets.UTF_8));
        return PREFIX + unique.toString().replace("-", "");
    }

    /** OpenAI takes {@code ^[a-zA-Z0-9_-]+$} up to 40 characters; what does not fit becomes a hash of itself. */
    static String fit(String id) {
        return id.matches("[a-zA-Z0-9_-]{1,40}") ? id : PREFIX + HexFormat.of().formatHex(hash(id), 0, 12);
    }

    /** Mistral takes exactly nine alphanumerics. */
    static String fitNine(String id) {
        if (id.matches("[a-zA-Z0-9]{9}")) {
            return id;
        }
        byte[] hash = hash(id);
        StringBuilder nine = new StringBuilder();
        for (int i = 0; i < NINE; i++) {
            nine.append(ALPHABET.charAt((hash[i] & 0xff) % ALPHABET.length()));
        }
        return nine.toString();
    }

    private static byte[] hash(String id) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}

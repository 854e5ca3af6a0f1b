package io.omniroute.provider.wire.openai.chat;

import io.omniroute.provider.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids of tool calls: made where a vendor gives none, fitted where a vendor is strict. Pure save the random ids. */
final class CallIds {
    private static final String PREFIX = "call_";
    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int NINE = 9;
    private static final Pattern OPENAI = Pattern.compile("[a-zA-Z0-9_-]{1,40}");
    private static final Pattern MISTRAL = Pattern.compile("[a-zA-Z0-9]{9}");

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
        return OPENAI.matcher(id).matches() ? id : PREFIX + HexFormat.of().formatHex(Sha256.of(id), 0, 12);
    }

    /** Mistral takes exactly nine alphanumerics. */
    static String fitNine(String id) {
        if (MISTRAL.matcher(id).matches()) {
            return id;
        }
        byte[] hash = Sha256.of(id);
        StringBuilder nine = new StringBuilder();
        for (int i = 0; i < NINE; i++) {
            nine.append(ALPHABET.charAt((hash[i] & 0xff) % ALPHABET.length()));
        }
        return nine.toString();
    }
}

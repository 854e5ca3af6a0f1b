package io.omniroute.routing.affinity;

import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/**
 * Finds what vendors sign or encrypt in JSON bytes, without parsing them: OpenAI's {@code encrypted_content}, Anthropic's
 * {@code signature}, Gemini's {@code thoughtSignature}, in a request as in an answer. Each is told as a fingerprint of its
 * first characters; backslashes do not count, since clients escape slashes as they like.
 */
final class Proofs {
    private static final byte[][] NAMES = {ascii("signature"), ascii("Signature"), ascii("encrypted_content")};
    private static final int SHORTEST = 16;
    private static final int LONGEST = 256;
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Proofs() {}

    static void scan(byte[] json, int from, int to, LongConsumer found) {
        for (int i = from; i < to; i++) {
            if (json[i] == ':' && isNamed(json, from, i)) {
                fingerprint(json, i + 1, to, found);
            }
        }
    }

    /** Whether the member in front of this colon may hold a proof. */
    private static boolean isNamed(byte[] json, int from, int colon) {
        int end = colon - 1;
        while (end > from && json[end] == ' ') {
            end--;
        }
        if (end <= from || json[end] != '"') {
            return false;
        }
        for (byte[] name : NAMES) {
            int start = end - name.length;
            if (start >= from && java.util.Arrays.equals(json, start, end, name, 0, name.length)) {
                return true;
            }
        }
        return false;
    }

    private static void fingerprint(byte[] json, int from, int to, LongConsumer found) {
        int i = from;
        while (i < to && json[i] == ' ') {
            i++;
        }
        if (i >= to || json[i] != '"') {
            return;
        }
        long hash = FNV_OFFSET;
        int length = 0;
        for (i++; i < to && json[i] != '"' && length < LONGEST; i++) {
            if (json[i] != '\\') {
                hash = (hash ^ json[i]) * FNV_PRIME;
                length++;
            }
        }
        if (length >= SHORTEST) {
            found.accept(hash);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

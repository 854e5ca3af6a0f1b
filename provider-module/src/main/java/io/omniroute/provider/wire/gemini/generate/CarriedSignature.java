package io.omniroute.provider.wire.gemini.generate;

import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.ModelFamily;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * What a {@code thoughtSignature} stands for. Gemini's own is carried as it is; a foreign one travels as base64 of
 * {@code omniroute:<family>[/redacted][/id=<id>]:<signature>}, because Google's SDKs declare the field as bytes and
 * re-encode it (the Python one in the URL-safe alphabet).
 */
record CarriedSignature(ModelFamily family, String signature, boolean redacted, Optional<String> id) {
    /** Bypasses Gemini 3's check for calls that another model made (Gemini API, thought signatures, FAQ). */
    static final String SENTINEL = "skip_thought_signature_validator";

    private static final String OTHER_SENTINEL = "context_engineering_is_the_way_to_go";
    private static final String PREFIX = "omniroute:";
    /** The prefix's first nine bytes in base64, the same in both alphabets. */
    private static final String ENCODED_PREFIX = "b21uaXJvdXRl";

    private static final byte[] ENCODED_BYTES = ENCODED_PREFIX.getBytes(StandardCharsets.US_ASCII);

    private static final String REDACTED = "/redacted";
    private static final String ID = "/id=";

    static String encode(ModelFamily family, String signature, boolean redacted, Optional<String> id) {
        if (family == ModelFamily.GEMINI) {
            return signature;
        }
        StringBuilder carried = new StringBuilder(PREFIX).append(family.name().toLowerCase(Locale.ROOT));
        if (redacted) {
            carried.append(REDACTED);
        }
        id.filter(value -> value.indexOf(':') < 0 && value.indexOf('/') < 0)
                .ifPresent(value -> carried.append(ID).append(value));
        carried.append(':').append(signature);
        return Base64.getEncoder().encodeToString(carried.toString().getBytes(StandardCharsets.UTF_8));
    }

    static CarriedSignature decode(String thoughtSignature) {
        if (thoughtSignature.startsWith(ENCODED_PREFIX)) {
            try {
                byte[] bytes = Base64.getDecoder().decode(Base64Text.standard(thoughtSignature));
                return foreign(new String(bytes, StandardCharsets.UTF_8)).orElseGet(() -> own(thoughtSignature));
            } catch (IllegalArgumentException e) {
                // looks like ours and is not: then it is a signature like any other
            }
        }
        return own(thoughtSignature);
    }

    /** Whether a body holds a signature that Gemini has not made and would refuse; cheap, and true for mere mentions too. */
    static boolean occursIn(byte[] body) {
        int last = body.length - ENCODED_BYTES.length;
        for (int i = 0; i <= last; i++) {
            if (body[i] == ENCODED_BYTES[0]
                    && body[i + 1] == ENCODED_BYTES[1]
                    && Arrays.equals(body, i, i + ENCODED_BYTES.length, ENCODED_BYTES, 0, ENCODED_BYTES.length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this is no proof at all but a word that asks Gemini not to check. */
    static boolean isSentinel(String thoughtSignature) {
        return thoughtSignature.equals(SENTINEL) || thoughtSignature.equals(OTHER_SENTINEL);
    }

    ContentPart.Thinking toThinking(String text) {
        return new ContentPart.Thinking(text, family, Optional.of(signature), redacted, id);
    }

    private static CarriedSignature own(String signature) {
        return new CarriedSignature(ModelFamily.GEMINI, signature, false, Optional.empty());
    }

    private static Optional<CarriedSignature> foreign(String carried) {
        int colon = carried.indexOf(':', PREFIX.length());
        if (!carried.startsWith(PREFIX) || colon < 0) {
            return Optional.empty();
        }
        String[] head = carried.substring(PREFIX.length(), colon).split("/");
        boolean redacted = false;
        Optional<String> id = Optional.empty();
        for (int i = 1; i < head.length; i++) {
            redacted |= REDACTED.equals("/" + head[i]);
            if (head[i].startsWith("id=")) {
                id = Optional.of(head[i].substring(3));
            }
        }
        ModelFamily family = ModelFamily.valueOf(head[0].toUpperCase(Locale.ROOT));
        return Optional.of(new CarriedSignature(family, carried.substring(colon + 1), redacted, id));
    }
}

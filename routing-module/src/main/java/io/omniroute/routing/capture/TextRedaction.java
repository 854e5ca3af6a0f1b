package io.omniroute.routing.capture;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Redacts texts of one call. Immutable. */
final class TextRedaction {
    /** Shorter ones would be found in words. */
    private static final int SHORTEST_SECRET = 6;

    private final List<String> secrets;

    /** @param secrets that are known to the letter: the caller's key, the account's */
    TextRedaction(Collection<String> secrets) {
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST_SECRET)
                .toList();
    }

    /**
     * @param encoded whether the text is said to be base64
     * @param open whether the text was cut off
     */
    String redact(String text, boolean encoded, Optional<String> mediaType, boolean open) {
        String without = text;
        for (String secret : secrets) {
            without = without.replace(secret, KeyShapes.REMOVED);
        }
        return KeyShapes.remove(Base64Runs.remove(without, encoded, mediaType, open));
    }

    String redact(String text, boolean open) {
        return redact(text, false, Optional.empty(), open);
    }
}

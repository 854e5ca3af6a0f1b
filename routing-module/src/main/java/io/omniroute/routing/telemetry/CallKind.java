package io.omniroute.routing.telemetry;

import java.util.Locale;

/** What became of a call, as far as its timing is concerned. */
public enum CallKind {
    /** A vendor answered in one piece. */
    WHOLE,
    /** A vendor answered with a stream. */
    STREAMED,
    /** A cache or an earlier call with the same idempotency key answered. */
    MEMORY,
    /** It was refused, failed, or left by its client. */
    UNSERVED;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

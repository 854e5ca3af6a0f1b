package io.omniroute.provider.wire;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.Usage;
import java.util.Optional;

/**
 * Reads along a stream that passes through unchanged, cheaply: it looks for the few frames that carry usage, an error or
 * the end, and parses only those.
 */
public interface ReplyTap {
    void accept(SseFrame frame);

    /** The last usage seen. */
    Optional<Usage> usage();

    /** Whether the format's terminal event was seen; a stream that ends before it was cut short. */
    boolean complete();

    /** The error event the vendor sent amid the stream, if it did. */
    Optional<Failure> failure();

    /** Characters of visible output seen so far, roughly; used to estimate usage when the vendor reports none. */
    long outputBytes();

    /** Whether this frame, just accepted, exists only because the gateway asked for usage (OpenAI chat, choices []). */
    boolean usageOnly();

    /**
     * The frames that end the stream for its client when the vendor broke it off after what this tap has seen. Empty where
     * the format's error event says it all.
     */
    default Optional<byte[]> brokenOff(Failure failure) {
        return Optional.empty();
    }
}

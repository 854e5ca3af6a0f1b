package io.omniroute.routing.gateway;

import io.omniroute.provider.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Tells a client that asked for it how a stream gets on: an event of the gateway's own every two seconds, and one with {@code
 * done} in front of the event that ends the answer, since clients stop to read at that. Written between whole events only:
 * {@link SharedOutput} shows all that it writes. Guarded by that output's lock, but for {@link #isDue} and {@link #measure}.
 */
final class ProgressEvents {
    static final String HEADER = "X-OmniRoute-Progress";
    static final Duration EVERY = Duration.ofSeconds(2);

    private static final int TWO_LF = 0x0a0a;
    private static final int LF_CRLF = 0x0a0d0a;
    private static final int TWO_CR = 0x0d0d;

    private final String members;
    private final long startNanos;
    private final LongSupplier tokens;
    private final long everyNanos;
    private volatile long generated;
    private volatile long nextNanos;
    /** The last four bytes that were written. */
    private int tail = TWO_LF;

    private boolean done;

    /** @param startNanos when the call came in; @param tokens asked on the call's thread only */
    ProgressEvents(WireFormat client, long startNanos, LongSupplier tokens) {
        this(client, startNanos, tokens, EVERY);
    }

    ProgressEvents(WireFormat client, long startNanos, LongSupplier tokens, Duration every) {
        // openai-java takes every event of a chat stream for a chunk, and fails where a chunk has no choices
        this.members = client == WireFormat.OPENAI_CHAT ? ",\"choices\":[]" : "";
        this.startNanos = startNanos;
        this.tokens = tokens;
        this.everyNanos = every.toNanos();
        this.nextNanos = System.nanoTime() + everyNanos;
    }

    static boolean wanted(ClientCall call) {
        return "true".equalsIgnoreCase(call.headers().get("x-omniroute-progress"));
    }

    /** The call's thread: how much there is now. */
    void measure() {
        generated = tokens.getAsLong();
    }

    /** Whether somebody should come and take an event. */
    boolean isDue(long now) {
        return now - nextNanos >= 0;
    }

    void wrote(byte[] bytes, int from, int length) {
        for (int i = Math.max(0, length - Integer.BYTES); i < length; i++) {
            tail = tail << Byte.SIZE | bytes[from + i] & 0xff;
        }
    }

    /** Empty when none is due, or the stream is amid an event. */
    Optional<byte[]> next(long now) {
        if (done || !isDue(now) || !isBetweenEvents()) {
            return Optional.empty();
        }
        nextNanos = now + everyNanos;
        return Optional.of(event(generated, now, ""));
    }

    /** The last one, once. */
    Optional<byte[]> last(long total, long now) {
        boolean first = !done;
        done = true;
        nextNanos = now + Long.MAX_VALUE / 2; // never again
        return first && isBetweenEvents() ? Optional.of(event(total, now, ",\"done\":true")) : Optional.empty();
    }

    /** WHATWG HTML, 9.2.6: a blank line ends an event; lines end in LF, CRLF or CR. */
    private boolean isBetweenEvents() {
        return (tail & 0xffff) == TWO_LF || (tail & 0xffffff) == LF_CRLF || (tail & 0xffff) == TWO_CR;
    }

    private byte[] event(long count, long now, String more) {
        return ("event: progress\ndata: {\"tokens_generated\":" + count + ",\"elapsed_ms\":"
                        + (now - startNanos) / 1_000_000 + more + members + "}\n\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}

package io.omniroute.provider.client;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A call on its way: its present deadline, and the one thing to break when it must end early. Waiting, finishing and
 * failing happen on the call's thread; {@link #abort} and {@link #expire} on any other.
 */
final class Exchange {
    /** How it ended; the first to say so wins. */
    enum End {
        FINISHED,
        CANCELLED,
        STOPPED,
        CONNECT_TIMEOUT,
        FIRST_BYTE_TIMEOUT,
        IDLE_TIMEOUT
    }

    private static final Runnable NOTHING = () -> {};
    private static final long NEVER = 0;

    private final AtomicReference<End> end = new AtomicReference<>();
    private volatile Runnable breaker = NOTHING;
    private End onExpiry = End.CONNECT_TIMEOUT;
    private volatile long deadline = NEVER;

    /** From now on the call waits, for so long at most. @param onExpiry one of the timeouts */
    void await(End onExpiry, Duration limit) {
        this.onExpiry = onExpiry; // published by the volatile write below
        long at = System.nanoTime() + limit.toNanos();
        deadline = at == NEVER ? 1 : at;
    }

    /** It no longer waits for the vendor: a slow reader of ours is not the vendor's silence. */
    void proceed() {
        deadline = NEVER;
    }

    /** What to break, without blocking, when the call ends early; at once if it already did. Replaces the former one. */
    void onAbort(Runnable newBreaker) {
        breaker = newBreaker;
        if (!isOpen()) {
            newBreaker.run();
        }
    }

    void abort(End reason) {
        if (end.compareAndSet(null, reason)) {
            breaker.run();
        }
    }

    /** Called by the watchdog. */
    void expire(long now) {
        long at = deadline;
        if (at != NEVER && now - at >= 0) {
            abort(onExpiry);
        }
    }

    /** @return false when it was aborted before; then its connection is broken and must not be used again */
    boolean finish() {
        return end.compareAndSet(null, End.FINISHED);
    }

    boolean isOpen() {
        return end.get() == null;
    }

    Optional<End> end() {
        return Optional.ofNullable(end.get());
    }
}

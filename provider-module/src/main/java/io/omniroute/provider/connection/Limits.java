package io.omniroute.provider.connection;

import java.time.Duration;
import java.util.Objects;

/**
 * How fast something may be used. Zero stands for no limit.
 *
 * @param tokensPerMinute of prompts and answers together
 * @param minGap between the beginnings of two calls
 * @param queueSize how many calls may wait for their turn; those beyond are refused at once
 * @param queueTimeout how long one waits at most
 */
public record Limits(
        long requestsPerMinute,
        long tokensPerMinute,
        Duration minGap,
        int maxConcurrent,
        int queueSize,
        Duration queueTimeout) {
    /** One a nanosecond: nothing finer is counted. */
    public static final long MOST_PER_MINUTE = 60_000_000_000L;

    public static final int DEFAULT_QUEUE = 100;
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    public static final Limits NONE = new Limits(0, 0, Duration.ZERO, 0, DEFAULT_QUEUE, DEFAULT_TIMEOUT);

    public Limits {
        Objects.requireNonNull(minGap, "minGap");
        Objects.requireNonNull(queueTimeout, "queueTimeout");
        if (requestsPerMinute < 0 || tokensPerMinute < 0 || maxConcurrent < 0 || queueSize < 0) {
            throw new IllegalArgumentException("limits must not be negative");
        }
        if (minGap.isNegative() || queueTimeout.isNegative()) {
            throw new IllegalArgumentException("times must not be negative");
        }
    }

    /** Whether they limit nothing, whatever the queue is. */
    public boolean areNone() {
        return requestsPerMinute == 0 && tokensPerMinute == 0 && minGap.isZero() && maxConcurrent == 0;
    }
}

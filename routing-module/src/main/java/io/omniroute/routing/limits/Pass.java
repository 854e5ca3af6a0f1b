package io.omniroute.routing.limits;

import java.time.Duration;

/** What a limiter says. */
sealed interface Pass {
    /**
     * @param tokens that were reserved
     * @param waited whether it stood in the queue before
     */
    record Granted(long tokens, boolean waited) implements Pass {}

    /** @param retryAfter an estimate of when it is worth asking again */
    record Denied(Duration retryAfter, Obstacle obstacle) implements Pass {}

    /** What stands in the way. */
    enum Obstacle {
        REQUESTS("requests per minute"),
        TOKENS("tokens per minute"),
        GAP("gap between calls"),
        CONCURRENCY("concurrent calls"),
        /** What the vendor itself announced. */
        VENDOR("the vendor's own limit");

        private final String words;

        Obstacle(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}

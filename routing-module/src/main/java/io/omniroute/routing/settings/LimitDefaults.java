package io.omniroute.routing.settings;

import java.time.Duration;
import java.util.Objects;

/**
 * Limits of accounts with an API key that have none of their own. All zero, which means none, until an administrator wants
 * them: a cap that nobody asked for would look like a fault of the vendor.
 */
public record LimitDefaults(long requestsPerMinute, Duration minTimeBetweenRequests, long concurrentRequests) {
    public static final LimitDefaults NONE = new LimitDefaults(0, Duration.ZERO, 0);

    public LimitDefaults {
        Objects.requireNonNull(minTimeBetweenRequests, "minTimeBetweenRequests");
        if (requestsPerMinute < 0 || concurrentRequests < 0 || minTimeBetweenRequests.isNegative()) {
            throw new IllegalArgumentException("limits must not be negative");
        }
    }
}

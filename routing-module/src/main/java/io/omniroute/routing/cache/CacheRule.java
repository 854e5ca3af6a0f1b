package io.omniroute.routing.cache;

import java.time.Duration;
import java.util.Objects;

/**
 * Whether and how answers are kept.
 *
 * @param anyTemperature also those of requests that do not set the temperature to 0, whose answers would vary
 * @param timeToLive positive
 */
public record CacheRule(boolean enabled, boolean anyTemperature, Duration timeToLive) {
    public static final CacheRule OFF = new CacheRule(false, false, Duration.ofHours(1));

    public CacheRule {
        Objects.requireNonNull(timeToLive, "timeToLive");
        if (!timeToLive.isPositive()) {
            throw new IllegalArgumentException("timeToLive must be positive: " + timeToLive);
        }
    }
}

package io.omniroute.routing.cache;

import java.time.Duration;
import java.util.Objects;

/**
 * Whether and how answers are kept.
 *
 * @param enabled whether the very same request is answered again
 * @param anyTemperature also those of requests that do not set the temperature to 0, whose answers would vary
 * @param timeToLive positive
 * @param semantic whether a request that asks the same in other words is, too
 */
public record CacheRule(boolean enabled, boolean anyTemperature, Duration timeToLive, SemanticRule semantic) {
    public static final CacheRule OFF = new CacheRule(false, false, Duration.ofHours(1));

    public CacheRule {
        Objects.requireNonNull(timeToLive, "timeToLive");
        Objects.requireNonNull(semantic, "semantic");
        if (!timeToLive.isPositive()) {
            throw new IllegalArgumentException("timeToLive must be positive: " + timeToLive);
        }
    }

    /** Of the exact cache alone. */
    public CacheRule(boolean enabled, boolean anyTemperature, Duration timeToLive) {
        this(enabled, anyTemperature, timeToLive, SemanticRule.OFF);
    }

    /** Whether any answer is kept. */
    public boolean isOn() {
        return enabled || semantic.enabled();
    }
}

package io.omniroute.routing.settings;

import java.time.Duration;
import java.util.Objects;

/**
 * How patient the gateway is with one kind of account.
 *
 * @param transientCooldown the first rest after a fault of the vendor; each further one doubles it
 * @param rateLimitCooldown the first rest after a rate limit that names no reset; zero begins with one second
 * @param maxBackoffLevel how often a rest grows, 0 to 15
 * @param circuitBreakerThreshold vendor faults in a row that open the breaker; 0 switches it off
 * @param circuitBreakerReset how long an open breaker lets nobody through
 */
public record ResilienceProfile(
        Duration transientCooldown,
        Duration rateLimitCooldown,
        int maxBackoffLevel,
        int circuitBreakerThreshold,
        Duration circuitBreakerReset) {
    /** Subscriptions: few accounts, whose limits last. */
    public static final ResilienceProfile OAUTH =
            new ResilienceProfile(Duration.ofSeconds(5), Duration.ofSeconds(60), 8, 3, Duration.ofSeconds(60));

    public static final ResilienceProfile API_KEY =
            new ResilienceProfile(Duration.ofSeconds(3), Duration.ZERO, 5, 5, Duration.ofSeconds(30));

    public ResilienceProfile {
        Objects.requireNonNull(transientCooldown, "transientCooldown");
        Objects.requireNonNull(rateLimitCooldown, "rateLimitCooldown");
        Objects.requireNonNull(circuitBreakerReset, "circuitBreakerReset");
        if (maxBackoffLevel < 0 || maxBackoffLevel > 15 || circuitBreakerThreshold < 0) {
            throw new IllegalArgumentException("maxBackoffLevel must be from 0 to 15, the threshold at least 0");
        }
    }
}

package io.omniroute.routing.health;

import io.omniroute.routing.settings.ResilienceProfile;
import java.time.Duration;
import java.util.Optional;

/** How long to rest: what the vendor said, else a time that grows with each failure in a row. Pure. */
final class CooldownLadder {
    private static final Duration FIXED = Duration.ofSeconds(120);
    private static final Duration NOT_ALLOWED = Duration.ofSeconds(5);
    private static final Duration CLOSED = Duration.ofMinutes(20);
    private static final Duration LONGEST_TRANSIENT = Duration.ofSeconds(60);
    private static final Duration LONGEST_RATE = Duration.ofSeconds(120);
    /** Of a minute: 60, 120, 300, 600 and 1200 seconds. */
    private static final int[] STEPS = {1, 2, 5, 10, 20};

    private CooldownLadder() {}

    /** @param level how often in a row it failed before */
    static Duration rest(Reason reason, int level, Optional<Duration> hint, ResilienceProfile profile) {
        return switch (reason) {
            case RATE_LIMITED -> hint.orElseGet(() -> rate(level, profile));
            case CAPACITY -> hint.orElseGet(() -> doubled(Duration.ofSeconds(1), level, LONGEST_RATE));
            case QUOTA_EXHAUSTED -> hint.orElseGet(() -> stepped(Duration.ofMinutes(1), level));
            case SERVER_ERROR -> hint.orElseGet(() -> doubled(profile.transientCooldown(), level, LONGEST_TRANSIENT));
            case MODEL_MISSING, CREDENTIAL_REFUSED, KEY_INVALID -> FIXED;
            case NOT_ALLOWED -> NOT_ALLOWED;
            case ACCOUNT_CLOSED -> CLOSED;
        };
    }

    private static Duration rate(int level, ResilienceProfile profile) {
        return profile.rateLimitCooldown().isZero()
                ? doubled(Duration.ofSeconds(1), level, LONGEST_RATE)
                : stepped(profile.rateLimitCooldown(), level);
    }

    private static Duration doubled(Duration base, int level, Duration longest) {
        Duration rest = base.multipliedBy(1L << Math.min(level, 15));
        return rest.compareTo(longest) > 0 ? longest : rest;
    }

    private static Duration stepped(Duration base, int level) {
        return base.multipliedBy(STEPS[Math.min(level, STEPS.length - 1)]);
    }
}

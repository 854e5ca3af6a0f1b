package io.omniroute.routing.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * What a vendor's last answer said of its limits.
 *
 * @param pausedUntil nothing is left until then
 * @param gap little is left: so much between two calls, until {@code gapUntil}
 */
public record Learned(Instant pausedUntil, Duration gap, Instant gapUntil) {
    public static final Learned NOTHING = new Learned(Instant.EPOCH, Duration.ZERO, Instant.EPOCH);

    public Learned {
        Objects.requireNonNull(pausedUntil, "pausedUntil");
        Objects.requireNonNull(gap, "gap");
        Objects.requireNonNull(gapUntil, "gapUntil");
    }

    static Learned paused(Instant until) {
        return new Learned(until, Duration.ZERO, Instant.EPOCH);
    }

    static Learned spread(Duration gap, Instant until) {
        return new Learned(Instant.EPOCH, gap, until);
    }

    /** Until calls make sense again; not positive when they do. */
    Duration pause(Instant now) {
        return Duration.between(now, pausedUntil);
    }

    Duration gap(Instant now) {
        return now.isBefore(gapUntil) ? gap : Duration.ZERO;
    }
}

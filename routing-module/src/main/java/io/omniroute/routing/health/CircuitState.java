package io.omniroute.routing.health;

import java.time.Instant;
import java.util.Objects;

/**
 * How one circuit stands. Immutable.
 *
 * @param failures in a row
 * @param strikes failures in a row for the very same reason
 * @param level how often the rest has grown
 * @param message the vendor's last words, fit to be shown; empty when all is well
 * @param since when this phase began
 * @param until when a rest ends, or when a probe counts as lost; meaningless while closed
 */
public record CircuitState(
        Phase phase,
        int failures,
        int strikes,
        int level,
        Reason reason,
        String message,
        Instant since,
        Instant until) {
    /** Closed lets everybody through; resting and open nobody; half-open one. */
    public enum Phase {
        CLOSED,
        /** A cooldown. */
        RESTING,
        /** The breaker opened after too many faults in a row. */
        OPEN,
        HALF_OPEN
    }

    public CircuitState {
        Objects.requireNonNull(phase, "phase");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
    }

    static CircuitState closed(Instant since) {
        return new CircuitState(Phase.CLOSED, 0, 0, 0, Reason.SERVER_ERROR, "", since, Instant.EPOCH);
    }

    /** Nothing to remember. */
    boolean isPristine() {
        return phase == Phase.CLOSED && failures == 0;
    }

    /** Whether its time is over and it waits only for someone to come by. */
    public boolean isDue(Instant now) {
        return phase != Phase.CLOSED && !now.isBefore(until);
    }

    CircuitState halfOpen(Instant now, Instant lease) {
        return new CircuitState(Phase.HALF_OPEN, failures, strikes, level, reason, message, now, lease);
    }

    CircuitState lasting(Instant longer) {
        return new CircuitState(phase, failures, strikes, level, reason, message, since, longer);
    }
}

package io.omniroute.provider.time;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/**
 * Gives beans the time they decide by: cooldowns, breakers, limits, quota windows, budgets' periods, validity of keys and
 * prices, bans, the life of what caches remember. Another archive may put an alternative in its place.
 *
 * <p>Not for durations that are measured, such as latencies, timeouts and the watchdog's deadlines: those are read from
 * {@link System#nanoTime()}, which nobody sets forward. Nor for the stamps that only say when an object was made.
 */
@ApplicationScoped
public class SystemTime {
    /** Dependent, so that reading the time passes no proxy. */
    @Produces
    public Clock clock() {
        return Clock.systemUTC();
    }
}

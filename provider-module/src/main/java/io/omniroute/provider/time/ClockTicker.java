package io.omniroute.provider.time;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A clock as caches want it, to the millisecond. A clock that is set moves what it times along. */
public record ClockTicker(Clock clock) implements Ticker {
    public ClockTicker {
        Objects.requireNonNull(clock, "clock");
    }

    @Override
    public long read() {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }
}

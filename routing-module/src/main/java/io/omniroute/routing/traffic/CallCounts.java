package io.omniroute.routing.traffic;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** How the calls of one combo ended. Thread-safe, without locks. */
public final class CallCounts {
    private final Clock clock;
    private final LongAdder successes = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder fallbacks = new LongAdder();
    private final LongAdder millis = new LongAdder();
    private final AtomicLong lastUsed = new AtomicLong();

    CallCounts(Clock clock) {
        this.clock = clock;
    }

    /** @param totalMillis until the first event of all successful calls together */
    public record Totals(
            long successes, long failures, long fallbacks, long totalMillis, Optional<Instant> lastUsedAt) {
        public long requests() {
            return successes + failures;
        }
    }

    /** @param fallback whether another than the first choice answered */
    public void served(long elapsedMillis, boolean fallback) {
        successes.increment();
        millis.add(elapsedMillis);
        if (fallback) {
            fallbacks.increment();
        }
        lastUsed.set(clock.millis());
    }

    public void failed() {
        failures.increment();
        lastUsed.set(clock.millis());
    }

    public Totals totals() {
        long last = lastUsed.get();
        return new Totals(
                successes.sum(),
                failures.sum(),
                fallbacks.sum(),
                millis.sum(),
                last == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(last)));
    }
}

package io.omniroute.routing.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;

/**
 * The timings of the newest calls of this node, in a ring. Adding takes no lock; entries are immutable, so whoever reads sees
 * each of them whole. Forgotten with the process.
 */
@ApplicationScoped
public class Timings {
    /** So many calls are remembered at most. */
    public static final int CAPACITY = 10_000;

    private final LongSupplier clock;
    private final AtomicLong added = new AtomicLong();
    private final AtomicReferenceArray<CallTiming> ring;

    @Inject
    public Timings() {
        this(CAPACITY, System::nanoTime);
    }

    /** @param clock the system's nano clock, or a test's */
    Timings(int capacity, LongSupplier clock) {
        this.clock = clock;
        this.ring = new AtomicReferenceArray<>(capacity);
    }

    public void add(CallTiming timing) {
        ring.setRelease((int) (added.getAndIncrement() % ring.length()), timing);
    }

    /** Of the calls that ended within the window, as far as they are remembered. */
    public TelemetrySummary summary(Duration window) {
        return TelemetrySummary.of(within(window));
    }

    private List<CallTiming> within(Duration window) {
        long now = clock.getAsLong();
        long nanos = window.toNanos();
        List<CallTiming> found = new ArrayList<>();
        for (int i = 0; i < ring.length(); i++) {
            CallTiming timing = ring.getAcquire(i);
            if (timing != null && now - timing.endedAt() <= nanos) {
                found.add(timing);
            }
        }
        return found;
    }
}

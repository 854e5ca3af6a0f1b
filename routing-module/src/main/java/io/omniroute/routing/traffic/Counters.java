package io.omniroute.routing.traffic;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.Usage;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.strategy.Load;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the attempts at one place. Thread-safe, without locks. */
public final class Counters {
    /** A failure is held against a place for a minute, or until it serves. */
    private static final long FAILURE_COUNTS_MILLIS = 60_000;

    /** What a new latency weighs in the average. */
    private static final double SHARE = 0.2;

    private final AtomicLong sequence;
    private final Clock clock;
    private final AtomicLong inFlight = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong successes = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private final AtomicLong totalMillis = new AtomicLong();
    private final AtomicLong averageBits = new AtomicLong();
    private final AtomicLong lastUsed = new AtomicLong();
    private volatile boolean failing;
    private volatile long failedAt;
    private volatile int lastStatus;
    private volatile long lastUsedMillis;

    /** @param sequence shared by all that are compared with each other */
    Counters(AtomicLong sequence, Clock clock) {
        this.sequence = sequence;
        this.clock = clock;
    }

    /**
     * For people to look at.
     *
     * @param lastStatus 200, or that of the last failure; 0 before the first
     */
    public record Totals(
            long requests,
            long inFlight,
            long successes,
            long failures,
            long totalMillis,
            int lastStatus,
            Optional<Instant> lastUsedAt) {}

    public Load load() {
        boolean recently = failing && clock.millis() - failedAt < FAILURE_COUNTS_MILLIS;
        return new Load(
                inFlight.get(), requests.get(), recently, Double.longBitsToDouble(averageBits.get()), lastUsed.get());
    }

    public Totals totals() {
        return new Totals(
                requests.get(),
                inFlight.get(),
                successes.get(),
                failures.get(),
                totalMillis.get(),
                lastStatus,
                lastUsedMillis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(lastUsedMillis)));
    }

    /** An attempt begins; the permit tells of its end. */
    public AttemptPermit begin() {
        inFlight.incrementAndGet();
        requests.incrementAndGet();
        lastUsed.accumulateAndGet(sequence.incrementAndGet(), Math::max);
        lastUsedMillis = clock.millis();
        return new Running();
    }

    private void served(long millis) {
        successes.incrementAndGet();
        totalMillis.addAndGet(millis);
        double latency = Math.max(millis, 0.5); // 0 would mean unknown
        averageBits.updateAndGet(bits -> {
            double average = Double.longBitsToDouble(bits);
            return Double.doubleToLongBits(average == 0 ? latency : average + SHARE * (latency - average));
        });
        lastStatus = 200;
        failing = false;
    }

    private void failed(Failure failure) {
        failures.incrementAndGet();
        lastStatus = failure.status();
        failedAt = clock.millis();
        failing = true;
    }

    private final class Running implements AttemptPermit {
        private final AtomicBoolean ended = new AtomicBoolean();

        @Override
        public void served(long millis) {
            Counters.this.served(millis);
        }

        @Override
        public void failed(Failure failure) {
            Counters.this.failed(failure);
        }

        @Override
        public void ended(Usage usage) {
            if (ended.compareAndSet(false, true)) {
                inFlight.decrementAndGet();
            }
        }
    }
}

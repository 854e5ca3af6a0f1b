package io.omniroute.routing.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Counts failures by client network, and shuts one out that fails too often. Thread-safe. */
final class FailedLogins {
    private static final int LIMIT = 5;
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Duration LOCKOUT = Duration.ofMinutes(15);
    private static final int MAX_NETWORKS = 10_000;

    private final Clock clock;
    private final Map<ClientNetwork, Record> byNetwork = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ClientNetwork, Record> eldest) {
            return size() > MAX_NETWORKS;
        }
    };

    FailedLogins(Clock clock) {
        this.clock = clock;
    }

    /** How long the network stays shut out; empty when it is not. */
    synchronized Optional<Duration> lockout(ClientNetwork network) {
        Record record = byNetwork.get(network);
        if (record == null) {
            return Optional.empty();
        }
        Duration left = Duration.between(clock.instant(), record.lockedUntil);
        return left.isPositive() ? Optional.of(left) : Optional.empty();
    }

    synchronized void failed(ClientNetwork network) {
        Instant now = clock.instant();
        Record record = byNetwork.computeIfAbsent(network, n -> new Record());
        record.failures.addLast(now);
        while (record.failures.peekFirst().isBefore(now.minus(WINDOW))) {
            record.failures.removeFirst();
        }
        if (record.failures.size() >= LIMIT) {
            record.failures.clear();
            record.lockedUntil = now.plus(LOCKOUT);
        }
    }

    private static final class Record {
        private final Deque<Instant> failures = new ArrayDeque<>(LIMIT);
        private Instant lockedUntil = Instant.EPOCH;
    }
}

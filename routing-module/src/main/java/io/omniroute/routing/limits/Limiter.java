package io.omniroute.routing.limits;

import io.github.bucket4j.TimeMeter;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.connection.Limits;
import io.omniroute.routing.limits.Pass.Obstacle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The limits of one key or connection, with one queue for all of them: first come, first served. Whatever is granted is given
 * back by {@link #release}, once. Thread-safe; limits may change while calls wait.
 */
final class Limiter {
    private static final Duration UNKNOWN = Duration.ofSeconds(1);

    private final Set<Obstacle> worthWaiting;
    private final Clock clock;
    private final TimeMeter time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Condition> queue = new ArrayDeque<>();
    private Limits limits = Limits.NONE;
    private Rate requests;
    private Rate tokens;
    private Learned learned = Learned.NOTHING;
    private Instant lastBegin = Instant.EPOCH;
    private int running;
    private boolean closed;

    /** @param worthWaiting what a call queues for; all else is denied at once */
    Limiter(Clock clock, Set<Obstacle> worthWaiting) {
        this.worthWaiting = Set.copyOf(worthWaiting);
        this.clock = clock;
        this.time = new ClockMeter(clock);
        this.requests = new Rate(0, time);
        this.tokens = new Rate(0, time);
    }

    private record Hurdle(Obstacle obstacle, Duration rest) {}

    /** Granted at once or not at all: whoever waits goes first. */
    Pass tryEnter(Limits current, long amount) {
        lock.lock();
        try {
            adopt(current);
            Optional<Hurdle> hurdle = hurdle(amount);
            if (hurdle.isEmpty() && queue.isEmpty()) {
                return grant(amount, false);
            }
            return denied(hurdle.orElse(new Hurdle(Obstacle.CONCURRENCY, UNKNOWN)));
        } finally {
            lock.unlock();
        }
    }

    /** Waits for its turn, unless the queue is full or the turn cannot come in time. */
    Pass enter(Limits current, long amount, Cancellation cancellation) {
        lock.lock();
        try {
            adopt(current);
            Optional<Hurdle> hurdle = hurdle(amount);
            if (hurdle.isEmpty() && queue.isEmpty()) {
                return grant(amount, false);
            }
            if (queue.size() >= current.queueSize()) {
                return denied(hurdle.orElse(new Hurdle(Obstacle.CONCURRENCY, UNKNOWN)));
            }
            return queued(amount, clock.instant().plus(current.queueTimeout()), cancellation);
        } finally {
            lock.unlock();
        }
    }

    /** @param used what was really used; the reservation is put right by it */
    void release(Pass.Granted granted, long used) {
        lock.lock();
        try {
            running--;
            if (used > granted.tokens()) {
                tokens.take(used - granted.tokens());
            } else {
                tokens.giveBack(granted.tokens() - used);
            }
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    /** As if it had never been granted: the call was not sent. */
    void undo(Pass.Granted granted) {
        lock.lock();
        try {
            requests.giveBack(1);
        } finally {
            lock.unlock();
        }
        release(granted, 0);
    }

    void learn(Learned heard) {
        lock.lock();
        try {
            learned = heard;
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Something that this limiter cannot see has changed, such as the time. */
    void recheck() {
        lock.lock();
        try {
            queue.forEach(Condition::signal);
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            queue.forEach(Condition::signal);
        } finally {
            lock.unlock();
        }
    }

    LimiterState state(Limits current) {
        lock.lock();
        try {
            adopt(current);
            return new LimiterState(
                    limits,
                    running,
                    queue.size(),
                    requests.left(),
                    requests.untilFull(),
                    tokens.left(),
                    tokens.untilFull(),
                    learned);
        } finally {
            lock.unlock();
        }
    }

    private Pass queued(long amount, Instant giveUp, Cancellation cancellation) {
        cancellation.onCancel(this::recheck);
        Condition turn = lock.newCondition();
        queue.addLast(turn);
        try {
            while (true) {
                Optional<Hurdle> hurdle = hurdle(amount);
                boolean first = queue.peekFirst() == turn;
                if (first && hurdle.isEmpty() && !cancellation.isCancelled()) {
                    return grant(amount, true);
                }
                Hurdle next = hurdle.orElse(new Hurdle(Obstacle.CONCURRENCY, UNKNOWN));
                Duration left = Duration.between(clock.instant(), giveUp);
                boolean hopeless = !worthWaiting.contains(next.obstacle())
                        || next.obstacle() != Obstacle.CONCURRENCY
                                && next.rest().compareTo(left) > 0;
                if (closed || cancellation.isCancelled() || !left.isPositive() || hopeless) {
                    return denied(next);
                }
                boolean timed = first && next.obstacle() != Obstacle.CONCURRENCY;
                turn.await(Math.max(1, (timed ? next.rest() : left).toMillis()), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return denied(new Hurdle(Obstacle.CONCURRENCY, UNKNOWN));
        } finally {
            queue.remove(turn);
            wakeFirst();
        }
    }

    private Optional<Hurdle> hurdle(long amount) {
        Instant now = clock.instant();
        if (limits.maxConcurrent() > 0 && running >= limits.maxConcurrent()) {
            return Optional.of(new Hurdle(Obstacle.CONCURRENCY, UNKNOWN));
        }
        return when(Obstacle.VENDOR, learned.pause(now))
                .or(() -> when(Obstacle.GAP, gapLeft(now)))
                .or(() -> when(Obstacle.REQUESTS, requests.until(1)))
                .or(() -> when(Obstacle.TOKENS, tokens.until(amount)));
    }

    private Duration gapLeft(Instant now) {
        Duration gap = learned.gap(now).compareTo(limits.minGap()) > 0 ? learned.gap(now) : limits.minGap();
        return Duration.between(now, lastBegin.plus(gap));
    }

    private static Optional<Hurdle> when(Obstacle obstacle, Duration rest) {
        return rest.isPositive() ? Optional.of(new Hurdle(obstacle, rest)) : Optional.empty();
    }

    private Pass.Granted grant(long amount, boolean waited) {
        running++;
        lastBegin = clock.instant();
        requests.take(1);
        long reserved = tokens.isLimited() ? Math.min(amount, tokens.perMinute()) : 0;
        tokens.take(reserved);
        return new Pass.Granted(reserved, waited);
    }

    private static Pass denied(Hurdle hurdle) {
        return new Pass.Denied(hurdle.rest(), hurdle.obstacle());
    }

    private void adopt(Limits current) {
        if (current.requestsPerMinute() != limits.requestsPerMinute()) {
            requests = new Rate(current.requestsPerMinute(), time);
        }
        if (current.tokensPerMinute() != limits.tokensPerMinute()) {
            tokens = new Rate(current.tokensPerMinute(), time);
        }
        if (!current.equals(limits)) {
            limits = current;
            wakeFirst();
        }
    }

    private void wakeFirst() {
        if (!queue.isEmpty()) {
            queue.peekFirst().signal();
        }
    }
}

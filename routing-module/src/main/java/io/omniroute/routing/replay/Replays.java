package io.omniroute.routing.replay;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.time.ClockTicker;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.answer.RecordedAnswer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The calls that run or ran under an idempotency key, in the memory of this process. Thread-safe. */
@ApplicationScoped
public class Replays {
    private static final long MAX_BYTES = 32L << 20;

    /** Idempotency keys of different gateway keys have nothing to do with each other. */
    public record Scope(ApiKeyId key, String idempotencyKey) {
        public Scope {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(idempotencyKey, "idempotencyKey");
        }
    }

    private record Done(String fingerprint, RecordedAnswer answer, Duration window) {}

    private record Running(String fingerprint, CompletableFuture<Optional<RecordedAnswer>> outcome) {}

    private final Cache<Scope, Done> done;
    private final ConcurrentMap<Scope, Running> running = new ConcurrentHashMap<>();

    @Inject
    public Replays(Clock clock) {
        this(new ClockTicker(clock));
    }

    public Replays() {
        this(Clock.systemUTC()); // for the CDI proxy
    }

    Replays(Ticker ticker) {
        done = Caffeine.newBuilder()
                .ticker(ticker)
                .executor(Runnable::run)
                .maximumWeight(MAX_BYTES)
                .weigher((Scope scope, Done entry) ->
                        entry.answer().weight() + 2 * scope.idempotencyKey().length())
                .expireAfter(Expiry.creating((Scope scope, Done entry) -> entry.window()))
                .build();
    }

    /**
     * Waits for a twin that is running, and tries again should that fail.
     *
     * @param fingerprint of the whole request
     * @param window how long the answer may be replayed
     * @param cancellation ends the wait
     */
    public Claim claim(Scope scope, String fingerprint, Duration window, Cancellation cancellation) {
        CompletableFuture<Object> left = new CompletableFuture<>();
        cancellation.onCancel(() -> left.complete(scope));
        while (!left.isDone()) {
            Running mine = new Running(fingerprint, new CompletableFuture<>());
            Running other = running.putIfAbsent(scope, mine);
            if (other == null) {
                return first(scope, mine, window);
            }
            if (!other.fingerprint().equals(fingerprint)) {
                return new Claim.Mismatched();
            }
            CompletableFuture.anyOf(other.outcome(), left).join();
            Optional<RecordedAnswer> outcome = other.outcome().getNow(Optional.empty());
            if (outcome.isPresent()) {
                return new Claim.Known(outcome.get());
            }
        }
        return new Claim.Left();
    }

    /** Asked only by who holds the place among the running: an answer is put down before its place is given up. */
    private Claim first(Scope scope, Running mine, Duration window) {
        Done before = done.getIfPresent(scope);
        if (before == null) {
            return new Place(scope, mine, window);
        }
        giveUp(scope, mine);
        return before.fingerprint().equals(mine.fingerprint())
                ? new Claim.Known(before.answer())
                : new Claim.Mismatched();
    }

    private void giveUp(Scope scope, Running mine) {
        running.remove(scope, mine);
        mine.outcome().complete(Optional.empty());
    }

    private final class Place implements Claim.First {
        private final Scope scope;
        private final Running mine;
        private final Duration window;

        private Place(Scope scope, Running mine, Duration window) {
            this.scope = scope;
            this.mine = mine;
            this.window = window;
        }

        @Override
        public void answered(RecordedAnswer answer) {
            done.put(scope, new Done(mine.fingerprint(), answer, window));
            mine.outcome().complete(Optional.of(answer));
        }

        @Override
        public void close() {
            giveUp(scope, mine);
        }
    }
}

package io.omniroute.routing.limits;

import io.omniroute.provider.catalog.ProviderDescriptor.Tier;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.connection.Limits;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.routing.attempt.Admission;
import io.omniroute.routing.attempt.AttemptFacts;
import io.omniroute.routing.attempt.AttemptGuard;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.operations.GatewayStopping;
import io.omniroute.routing.settings.LimitDefaults;
import io.omniroute.routing.snapshot.ConfigurationChanged;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.snapshot.Snapshots;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Keeps connections within their limits, an administrator's and the vendor's own. An account at its limit is passed over; where
 * it is the last one, the call waits for its turn. Thread-safe.
 */
@ApplicationScoped
public class ConnectionLimits implements AttemptGuard {
    /** Before the calls are waited for that the gateway's stop would let end. */
    private static final int BEFORE_DRAIN = 500;

    private final Supplier<LimitDefaults> defaults;
    private final Clock clock;
    private final ConcurrentMap<ConnectionId, Limiter> limiters = new ConcurrentHashMap<>();

    @Inject
    public ConnectionLimits(Snapshots snapshots, Clock clock) {
        this(() -> snapshots.current().settings().resilience().defaults(), clock);
    }

    ConnectionLimits(Supplier<LimitDefaults> defaults, Clock clock) {
        this.defaults = defaults;
        this.clock = clock;
    }

    protected ConnectionLimits() {
        this(() -> LimitDefaults.NONE, null); // for the CDI proxy
    }

    /** Late: it may wait, and what it took would be held while others wait. */
    @Override
    public int order() {
        return 900;
    }

    @Override
    public Admission admit(AttemptFacts attempt) {
        if (attempt.target().connection().isEmpty()) {
            return new Admission.Admitted(AttemptPermit.NONE);
        }
        Connection connection = attempt.target().connection().get();
        Limiter limiter =
                limiters.computeIfAbsent(connection.id(), id -> new Limiter(clock, EnumSet.allOf(Pass.Obstacle.class)));
        Limits limits = of(connection, attempt.target().provider().tier());
        Pass pass = attempt.last()
                ? limiter.enter(limits, attempt.tokens(), attempt.cancellation())
                : limiter.tryEnter(limits, attempt.tokens());
        return switch (pass) {
            case Pass.Granted granted -> new Admission.Admitted(new Permit(limiter, granted), granted.waited());
            case Pass.Denied denied ->
                new Admission.PassedOver(Refusals.ofConnection(attempt.target().modelName(), denied));
        };
    }

    @Override
    public Admission admitCount(AttemptFacts attempt) {
        return admit(attempt);
    }

    /** Empty for a connection that nobody called yet. */
    public Optional<LimiterState> state(Connection connection, Tier tier) {
        return Optional.ofNullable(limiters.get(connection.id())).map(limiter -> limiter.state(of(connection, tier)));
    }

    /** Its own, else those that the settings give to accounts with an API key. */
    public Limits of(Connection connection, Tier tier) {
        if (!connection.limits().areNone() || tier == Tier.SUBSCRIPTION) {
            return connection.limits();
        }
        LimitDefaults common = defaults.get();
        return new Limits(
                common.requestsPerMinute(),
                0,
                common.minTimeBetweenRequests(),
                (int) common.concurrentRequests(),
                connection.limits().queueSize(),
                connection.limits().queueTimeout());
    }

    /** What its vendor last said of its limits is outdated. */
    public void forget(ConnectionId connection) {
        Limiter limiter = limiters.get(connection);
        if (limiter != null) {
            limiter.learn(Learned.NOTHING);
        }
    }

    /** The same, of all connections. */
    public void forgetAll() {
        limiters.keySet().forEach(this::forget);
    }

    /** Those who wait go by the new limits at once. */
    void changed(@Observes @Priority(Snapshots.BEHIND_REFRESH) ConfigurationChanged change, Snapshots snapshots) {
        if (limiters.isEmpty()) {
            return;
        }
        Snapshot snapshot = snapshots.current();
        snapshot.connections().forEach((provider, accounts) -> snapshot.provider(provider.value())
                .ifPresent(known -> accounts.forEach(account -> state(account, known.tier()))));
    }

    void stop(@Observes @Priority(BEFORE_DRAIN) GatewayStopping event) {
        limiters.values().forEach(Limiter::close);
    }

    /** Confined to the thread of the call. */
    private final class Permit implements AttemptPermit {
        private final Limiter limiter;
        private final Pass.Granted granted;
        private boolean answered;
        private boolean served;
        private boolean released;

        Permit(Limiter limiter, Pass.Granted granted) {
            this.limiter = limiter;
            this.granted = granted;
        }

        @Override
        public void answered(int status, ResponseHeaders headers) {
            answered = true;
            VendorLimits.read(headers, clock.instant()).ifPresent(limiter::learn);
        }

        @Override
        public void served(long millis) {
            served = true;
        }

        @Override
        public void ended(Usage usage) {
            if (released) {
                return;
            }
            released = true;
            if (answered) {
                // a vendor that served and counts nothing is taken at our estimate
                limiter.release(granted, served && usage == Usage.NONE ? granted.tokens() : usage.totalTokens());
            } else {
                limiter.undo(granted);
            }
        }
    }
}

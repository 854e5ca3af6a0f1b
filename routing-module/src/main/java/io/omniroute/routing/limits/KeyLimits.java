package io.omniroute.routing.limits;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.connection.Limits;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.admission.CallFacts;
import io.omniroute.routing.admission.CallGuard;
import io.omniroute.routing.admission.CallPermit;
import io.omniroute.routing.admission.CallRefusedException;
import io.omniroute.routing.operations.GatewayStopping;
import io.omniroute.routing.snapshot.ConfigurationChanged;
import io.omniroute.routing.snapshot.Snapshots;
import io.omniroute.routing.usage.UsageRecord;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Keeps keys within their limits. Calls wait for a free place in the queue; what a minute does not allow is refused. Thread-safe. */
@ApplicationScoped
public class KeyLimits implements CallGuard {
    private static final int BEFORE_DRAIN = 500;
    /** Callers that ask too often shall know it. */
    private static final Set<Pass.Obstacle> WORTH_WAITING = Set.of(Pass.Obstacle.CONCURRENCY, Pass.Obstacle.GAP);

    private final Clock clock;
    private final ConcurrentMap<ApiKeyId, Limiter> limiters = new ConcurrentHashMap<>();

    @Inject
    public KeyLimits(Clock clock) {
        this.clock = clock;
    }

    protected KeyLimits() {
        this(null); // for the CDI proxy
    }

    @Override
    public int order() {
        return 900;
    }

    @Override
    public CallPermit admit(CallFacts call) {
        ApiKey key = call.key();
        Limits limits = key.limits();
        if (limits.areNone()) {
            return CallPermit.NONE;
        }
        Limiter limiter = limiters.computeIfAbsent(key.id(), id -> new Limiter(clock, WORTH_WAITING));
        return switch (pass(limiter, limits, call)) {
            case Pass.Granted granted -> new Permit(limiter, granted, RateHeaders.of(limiter.state(limits)));
            case Pass.Denied denied ->
                throw new CallRefusedException(Refusals.ofKey(denied), RateHeaders.of(limiter.state(limits)));
        };
    }

    @Override
    public CallPermit admitCount(CallFacts call) {
        return admit(call);
    }

    /** Only a call that has to wait is worth watching. */
    private static Pass pass(Limiter limiter, Limits limits, CallFacts call) {
        Pass atOnce = limiter.tryEnter(limits, call.tokens());
        return limits.queueSize() > 0
                        && atOnce instanceof Pass.Denied denied
                        && WORTH_WAITING.contains(denied.obstacle())
                ? queued(limiter, limits, call)
                : atOnce;
    }

    private static Pass queued(Limiter limiter, Limits limits, CallFacts call) {
        Cancellation cancellation = new Cancellation();
        Runnable end = call.caller().begin(cancellation);
        try {
            Pass pass = limiter.enter(limits, call.tokens(), cancellation);
            if (pass instanceof Pass.Denied && cancellation.isCancelled()) {
                throw new GatewayException(Failure.of(FailureKind.CANCELLED, "The caller left."));
            }
            return pass;
        } finally {
            end.run();
        }
    }

    /** Empty for a key without limits, or one that nobody used yet. */
    public Optional<LimiterState> state(ApiKey key) {
        return Optional.ofNullable(limiters.get(key.id())).map(limiter -> limiter.state(key.limits()));
    }

    /** Those who wait go by the new limits at once. */
    void changed(@Observes @Priority(Snapshots.BEHIND_REFRESH) ConfigurationChanged change, Snapshots snapshots) {
        if (!limiters.isEmpty()) {
            snapshots.current().keysByHash().values().forEach(this::state);
        }
    }

    void stop(@Observes @Priority(BEFORE_DRAIN) GatewayStopping event) {
        limiters.values().forEach(Limiter::close);
    }

    /** Confined to the thread of the call. */
    private static final class Permit implements CallPermit {
        private final Limiter limiter;
        private final Pass.Granted granted;
        private final Map<String, String> headers;
        private boolean settled;

        Permit(Limiter limiter, Pass.Granted granted, Map<String, String> headers) {
            this.limiter = limiter;
            this.granted = granted;
            this.headers = headers;
        }

        @Override
        public Map<String, String> headers() {
            return headers;
        }

        @Override
        public void settled(UsageRecord usage) {
            release(usage.tokens().totalTokens());
        }

        @Override
        public void released() {
            release(0);
        }

        private void release(long used) {
            if (!settled) {
                settled = true;
                limiter.release(granted, used);
            }
        }
    }
}

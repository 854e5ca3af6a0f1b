package io.omniroute.routing.health;

import io.omniroute.provider.catalog.ProviderDescriptor.Tier;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.routing.attempt.Admission;
import io.omniroute.routing.attempt.AttemptFacts;
import io.omniroute.routing.attempt.AttemptGuard;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.operations.GatewayStopping;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.settings.Resilience;
import io.omniroute.routing.settings.ResilienceProfile;
import io.omniroute.routing.snapshot.Snapshots;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Passes over whoever rests, lets one call probe whoever rested, and learns from how attempts go. The last target of a call
 * is waited for when it is about to be free. Thread-safe.
 */
@ApplicationScoped
public class HealthGuard implements AttemptGuard {
    /** Before the calls are waited for that the gateway's stop would let end. */
    private static final int BEFORE_DRAIN = 500;

    private final Circuits circuits;
    private final HealthRules rules;
    private final Clock clock;
    private final WaitingRoom room;
    private final Casualties casualties;
    private final ConcurrentMap<ProviderId, RetryBudget> budgets = new ConcurrentHashMap<>();

    @Inject
    public HealthGuard(Circuits circuits, Snapshots snapshots, Casualties casualties, Clock clock) {
        this(circuits, () -> snapshots.current().settings().resilience(), casualties, new LockedRoom(), clock);
    }

    HealthGuard(Circuits circuits, HealthRules rules, Casualties casualties, WaitingRoom room, Clock clock) {
        this.circuits = circuits;
        this.rules = rules;
        this.casualties = casualties;
        this.room = room;
        this.clock = clock;
    }

    protected HealthGuard() {
        this(null, null, null, null, null); // for the CDI proxy
    }

    @Override
    public int order() {
        return 100;
    }

    @Override
    public Admission admit(AttemptFacts attempt) {
        Resilience current = rules.current();
        Target target = attempt.target();
        if (!current.enabled() || target.connection().isEmpty()) {
            return new Admission.Admitted(AttemptPermit.NONE);
        }
        Tickets entered = enter(target);
        Instant giveUp = clock.instant().plus(current.waitForCooldown());
        while (entered.shut().isPresent()
                && attempt.last()
                && waits(entered.shut().get(), giveUp, attempt)) {
            entered = enter(target);
        }
        if (entered.shut().isPresent()) {
            return new Admission.PassedOver(Rest.failure(target, entered.shut().get(), clock.instant()));
        }
        Optional<Runnable> counted = counted(attempt, current);
        if (counted.isEmpty()) {
            entered.release(circuits, clock.instant());
            return new Admission.PassedOver(Rest.budgetSpent(target));
        }
        return new Admission.Admitted(new HealthPermit(this, attempt, entered, counted.get()));
    }

    @Override
    public Admission admitCount(AttemptFacts attempt) {
        Target target = attempt.target();
        if (!rules.current().enabled() || target.connection().isEmpty()) {
            return new Admission.Admitted(AttemptPermit.NONE);
        }
        Instant now = clock.instant();
        return keys(target).stream()
                .flatMap(key -> circuits.shut(key, now).stream())
                .findFirst()
                .<Admission>map(shut -> new Admission.PassedOver(Rest.failure(target, shut, now)))
                .orElseGet(() -> new Admission.Admitted(AttemptPermit.NONE));
    }

    /** Calls that wait would only hold up the end. */
    void stop(@Observes @Priority(BEFORE_DRAIN) GatewayStopping event) {
        room.close();
    }

    Circuits circuits() {
        return circuits;
    }

    Instant now() {
        return clock.instant();
    }

    Casualties casualties() {
        return casualties;
    }

    Resilience rules() {
        return rules.current();
    }

    ResilienceProfile profile(Target target) {
        Resilience current = rules.current();
        return target.provider().tier() == Tier.SUBSCRIPTION ? current.oauth() : current.apiKey();
    }

    /** Whoever waits may look again. */
    void announce() {
        room.announce();
    }

    /** Widest first, so that a provider which is down is not probed by way of each of its accounts. */
    private static List<CircuitKey> keys(Target target) {
        ProviderId provider = target.provider().id();
        ConnectionId connection = target.connection().orElseThrow().id();
        return List.of(
                CircuitKey.of(provider),
                CircuitKey.of(provider, connection),
                CircuitKey.of(provider, connection, target.model().id()));
    }

    private Tickets enter(Target target) {
        List<CircuitKey> keys = keys(target);
        Instant now = clock.instant();
        List<Entry.Open> open = new ArrayList<>(keys.size());
        for (CircuitKey key : keys) {
            switch (circuits.enter(key, now)) {
                case Entry.Open ticket -> open.add(ticket);
                case Entry.Shut shut -> {
                    Tickets partly = new Tickets(keys, open, Optional.of(shut));
                    partly.release(circuits, now);
                    return partly;
                }
            }
        }
        return new Tickets(keys, open, Optional.empty());
    }

    private boolean waits(Entry.Shut shut, Instant giveUp, AttemptFacts attempt) {
        Instant now = clock.instant();
        return !now.plus(shut.rest()).isAfter(giveUp)
                && now.isBefore(giveUp)
                && room.rest(shortest(shut.rest(), Duration.between(now, giveUp)), attempt.cancellation());
    }

    /** Empty when the retry budget is spent. @return what takes the attempt out of its books again */
    private Optional<Runnable> counted(AttemptFacts attempt, Resilience current) {
        Instant now = clock.instant();
        RetryBudget budget = budgets.computeIfAbsent(
                attempt.target().provider().id(), id -> new RetryBudget(current.retriesPerSecond(), now));
        if (attempt.failed() > 0) {
            return budget.take(current.retriesPerSecond(), now) ? Optional.of(budget::giveBack) : Optional.empty();
        }
        long earned = budget.earn(current.retryPercent(), current.retriesPerSecond());
        return Optional.of(() -> budget.unearn(earned));
    }

    private static Duration shortest(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

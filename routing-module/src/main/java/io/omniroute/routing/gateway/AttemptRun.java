package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.routing.attempt.Admission;
import io.omniroute.routing.attempt.AttemptFacts;
import io.omniroute.routing.attempt.AttemptGuards;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.combo.StepRules;
import io.omniroute.routing.plan.Leg;
import io.omniroute.routing.plan.Plan;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.traffic.CallCounts;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * The attempts of one call. An account is asked once for a model, unless the rules of a combo's step grant it retries.
 * Confined to the thread of the call.
 *
 * @param <T> what an attempt comes to
 */
final class AttemptRun<T> {
    private final Plan plan;
    private final CallTrace trace;
    private final Cancellation cancellation;
    private final AttemptGuards guards;
    private final Ways ways;
    private final Outcomes outcomes = new Outcomes();
    private final Excluded excluded = new Excluded();
    /** Whether no target is left behind the one that is tried. */
    private boolean last;

    AttemptRun(Plan plan, CallTrace trace, Cancellation cancellation, AttemptGuards guards, Ways ways) {
        this.plan = plan;
        this.trace = trace;
        this.cancellation = cancellation;
        this.guards = guards;
        this.ways = ways;
    }

    /** One attempt. Throws a GatewayException when it fails; ends the permit when it does not, now or later. */
    interface Attempt<T> {
        T at(Leg leg, Target target, AttemptPermit permit);
    }

    /** @throws GatewayException when no target serves, or one fails in a way that no other would mend */
    T firstThatServes(Attempt<T> attempt) {
        try {
            Iterator<Leg> legs = plan.legs().iterator();
            while (legs.hasNext()) {
                Optional<T> served = overAccounts(legs.next(), legs.hasNext(), attempt);
                if (served.isPresent()) {
                    plan.combo().ifPresent(calls -> calls.served(trace.elapsedMillis(), trace.attempts.size() > 1));
                    return served.get();
                }
            }
            throw outcomes.toThrow();
        } catch (GatewayException e) {
            if (e.failure().kind() != FailureKind.CANCELLED) {
                plan.combo().ifPresent(CallCounts::failed);
            }
            throw e;
        }
    }

    private Optional<T> overAccounts(Leg leg, boolean moreLegs, Attempt<T> attempt) {
        Deque<Target> accounts = new ArrayDeque<>(ways.accounts(leg, plan));
        while (true) {
            accounts.removeIf(excluded::contains);
            if (accounts.isEmpty()) {
                return Optional.empty();
            }
            Target target = accounts.pop();
            last = !moreLegs && accounts.isEmpty();
            Optional<T> served = withRetries(leg, target, attempt);
            if (served.isPresent()) {
                return served;
            }
        }
    }

    private Optional<T> withRetries(Leg leg, Target target, Attempt<T> attempt) {
        StepRules rules = leg.rules();
        for (int retry = 0; ; retry++) {
            requireCaller();
            Optional<T> served = admitted(leg, target, attempt);
            if (served.isPresent() || retry >= rules.maxRetries() || !outcomes.lastMayPass(rules.retryDelay())) {
                return served;
            }
            ways.pause(rules.retryDelay(), cancellation);
        }
    }

    private Optional<T> admitted(Leg leg, Target target, Attempt<T> attempt) {
        trace.attemptBegins(target);
        Optional<Runnable> place = ways.enter(leg, cancellation);
        if (place.isEmpty()) {
            requireCaller();
            return passedOver(target, busy(leg));
        }
        trace.attemptBegins(target); // the wait was not the vendor's
        return switch (asked(facts(target), place.get())) {
            case Admission.PassedOver passedOver -> {
                place.get().run();
                yield passedOver(target, passedOver.reason());
            }
            case Admission.Admitted admitted ->
                attempted(target, leg, LegPermit.begin(admitted.permit(), leg, place.get()), attempt);
        };
    }

    private AttemptFacts facts(Target target) {
        return new AttemptFacts(
                trace.id,
                trace.key.orElseThrow(),
                target,
                trace.estimatedTokens(),
                outcomes.failures(),
                last,
                cancellation);
    }

    private Admission asked(AttemptFacts facts, Runnable place) {
        try {
            return guards.admit(facts);
        } catch (RuntimeException e) {
            place.run();
            throw e;
        }
    }

    private Optional<T> passedOver(Target target, Failure reason) {
        trace.targetPassedOver(reason);
        excluded.triedInVain(target);
        outcomes.passedOver(reason);
        return Optional.empty();
    }

    private Optional<T> attempted(Target target, Leg leg, AttemptPermit permit, Attempt<T> attempt) {
        try {
            return Optional.of(attempt.at(leg, ways.asOfNow(target), permit));
        } catch (GatewayException e) {
            boolean left = cancellation.isCancelled();
            if (!left) { // a caller that leaves says nothing about the vendor
                permit.failed(e.failure());
            }
            permit.ended(Usage.NONE);
            trace.attemptFails(e.failure());
            if (left) {
                throw new GatewayException(Failure.of(FailureKind.CANCELLED, "The caller left."), e);
            }
            excluded.failed(target, e.failure());
            outcomes.failed(e);
            return Optional.empty();
        } catch (RuntimeException e) {
            permit.ended(Usage.NONE);
            throw e;
        }
    }

    private void requireCaller() {
        if (cancellation.isCancelled()) {
            throw new GatewayException(Failure.of(FailureKind.CANCELLED, "The caller left."));
        }
    }

    private static Failure busy(Leg leg) {
        return Failure.of(
                FailureKind.OVERLOADED,
                "The step to '" + leg.modelName() + "' is full: " + leg.rules().concurrency()
                        + " calls run there, and none ended within "
                        + leg.rules().queueTimeout().toMillis() + " ms.");
    }
}

package io.omniroute.routing.limits;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.connection.Connection;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.admission.CallFacts;
import io.omniroute.routing.admission.CallGuard;
import io.omniroute.routing.admission.CallPermit;
import io.omniroute.routing.attempt.Admission;
import io.omniroute.routing.attempt.AttemptFacts;
import io.omniroute.routing.attempt.AttemptGuard;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.snapshot.Snapshots;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Holds calls against the configuration of the moment once all waiting is over: a key or an account may have been disabled,
 * deleted or blocked while its calls stood in a queue, waited for an account to recover or were tried elsewhere. Thread-safe.
 */
@Dependent
public class LastLook implements CallGuard, AttemptGuard {
    private final Supplier<Snapshot> current;
    private final Clock clock;

    @Inject
    public LastLook(Snapshots snapshots, Clock clock) {
        this(snapshots::current, clock);
    }

    LastLook(Supplier<Snapshot> current, Clock clock) {
        this.current = current;
        this.clock = clock;
    }

    /** Behind whatever makes calls wait. */
    @Override
    public int order() {
        return 950;
    }

    /** @throws GatewayException UNAUTHENTICATED, in the words of who knocks with such a key */
    @Override
    public CallPermit admit(CallFacts call) {
        requireOpen(call.key(), current.get());
        return CallPermit.NONE;
    }

    /** @throws GatewayException UNAUTHENTICATED, as above: no other target is worth trying then */
    @Override
    public Admission admit(AttemptFacts attempt) {
        Snapshot now = current.get();
        requireOpen(attempt.key(), now);
        return isOpen(attempt.target(), now)
                ? new Admission.Admitted(AttemptPermit.NONE)
                : new Admission.PassedOver(gone(attempt.target()));
    }

    @Override
    public CallPermit admitCount(CallFacts call) {
        return admit(call);
    }

    @Override
    public Admission admitCount(AttemptFacts attempt) {
        return admit(attempt);
    }

    private void requireOpen(ApiKey key, Snapshot now) {
        ApiKey known = now.keysByHash().get(key.hash());
        if (known == null || !known.isOpenedBy(key.hash(), clock.instant())) {
            throw new GatewayException(Failure.of(FailureKind.UNAUTHENTICATED, "Invalid API key.", "invalid_api_key"));
        }
    }

    private static boolean isOpen(Target target, Snapshot now) {
        if (!now.isCallable(target.provider())) {
            return false;
        }
        Optional<Connection> account = target.connection();
        return account.isEmpty()
                || now.connection(target.provider().id(), account.get().id()).isPresent();
    }

    private static Failure gone(Target target) {
        return Failure.of(
                FailureKind.OVERLOADED,
                "An account for '" + target.modelName() + "' was disabled or deleted meanwhile.",
                "account_disabled");
    }
}

package io.omniroute.routing.health;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.routing.resolution.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a caller is told of accounts that rest. The vendor's own words are for administrators. */
final class Rest {
    private Rest() {}

    static Failure failure(Target target, Entry.Shut shut, Instant now) {
        CircuitState state = shut.state();
        FailureKind kind =
                switch (state.reason()) {
                    case RATE_LIMITED -> FailureKind.RATE_LIMITED;
                    case QUOTA_EXHAUSTED -> FailureKind.UPSTREAM_QUOTA;
                    case CAPACITY,
                            MODEL_MISSING,
                            SERVER_ERROR,
                            CREDENTIAL_REFUSED,
                            KEY_INVALID,
                            ACCOUNT_CLOSED,
                            NOT_ALLOWED -> FailureKind.OVERLOADED;
                };
        String phase = state.phase() == CircuitState.Phase.HALF_OPEN ? "is being probed" : "rests";
        return told(
                kind,
                "An account for '" + target.modelName() + "' " + phase + " after " + state.reason() + ".",
                shut.rest());
    }

    static Failure budgetSpent(Target target) {
        return told(
                FailureKind.OVERLOADED,
                "No further attempts at '" + target.provider().id() + "' just now: its retry budget is spent.",
                Duration.ofSeconds(1));
    }

    private static Failure told(FailureKind kind, String message, Duration wait) {
        return new Failure(kind, kind.status(), message, Optional.of("resting"), Optional.empty(), Optional.of(wait));
    }
}

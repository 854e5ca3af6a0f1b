package io.omniroute.routing.limits;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import java.util.Optional;

/** What callers are told when a limit is reached. */
final class Refusals {
    private Refusals() {}

    static Failure ofKey(Pass.Denied denied) {
        return failure(
                FailureKind.LIMITED,
                "This API key has reached its limit: " + denied.obstacle().words() + ".",
                denied);
    }

    static Failure ofConnection(String model, Pass.Denied denied) {
        return failure(
                FailureKind.RATE_LIMITED,
                "An account for '" + model + "' has reached its limit: "
                        + denied.obstacle().words() + ".",
                denied);
    }

    private static Failure failure(FailureKind kind, String message, Pass.Denied denied) {
        return new Failure(
                kind,
                429,
                message,
                Optional.of("rate_limit_exceeded"),
                Optional.empty(),
                Optional.of(denied.retryAfter()));
    }
}

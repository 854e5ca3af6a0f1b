package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import java.time.Duration;
import java.util.Optional;

/** How the attempts of one call went while none has served. Confined to the thread of the call. */
final class Outcomes {
    private Optional<GatewayException> lastFailure = Optional.empty();
    private Optional<Failure> soonest = Optional.empty();
    private int failures;

    /** How many targets were called in vain. */
    int failures() {
        return failures;
    }

    /** @throws GatewayException the failure itself, when no other target would fare better */
    void failed(GatewayException e) {
        if (!e.failure().kind().retryable()) {
            throw e;
        }
        lastFailure = Optional.of(e);
        failures++;
    }

    void passedOver(Failure reason) {
        if (soonest.isEmpty() || wait(reason).compareTo(wait(soonest.get())) < 0) {
            soonest = Optional.of(reason);
        }
    }

    /** What the caller is told: the last vendor's word, or when none was asked, who is free again first. */
    GatewayException toThrow() {
        return lastFailure.orElseGet(() -> new GatewayException(soonest.orElseThrow()));
    }

    private static Duration wait(Failure reason) {
        return reason.retryAfter().orElse(Duration.ofSeconds(Long.MAX_VALUE));
    }
}

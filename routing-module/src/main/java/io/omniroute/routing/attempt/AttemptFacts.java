package io.omniroute.routing.attempt;

import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.resolution.Target;
import java.util.Objects;
import java.util.UUID;

/**
 * What is known when a target is about to be tried.
 *
 * @param callId of the call; the same for all of its attempts
 * @param tokens an estimate of what the request holds, at least 0
 */
public record AttemptFacts(UUID callId, ApiKey key, Target target, long tokens) {
    public AttemptFacts {
        Objects.requireNonNull(callId, "callId");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(target, "target");
        if (tokens < 0) {
            throw new IllegalArgumentException("tokens must not be negative: " + tokens);
        }
    }
}

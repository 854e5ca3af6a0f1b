package io.omniroute.routing.attempt;

import io.omniroute.provider.client.Cancellation;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.resolution.Target;
import java.util.Objects;
import java.util.UUID;

/**
 * What is known when a target is about to be tried.
 *
 * @param callId of the call; the same for all of its attempts
 * @param tokens an estimate of what the request holds, at least 0
 * @param failed how many targets this call was sent to in vain
 * @param last whether no other target is left, so that waiting is better than passing over
 * @param cancellation ends any waiting
 */
public record AttemptFacts(
        UUID callId, ApiKey key, Target target, long tokens, int failed, boolean last, Cancellation cancellation) {
    public AttemptFacts {
        Objects.requireNonNull(callId, "callId");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(cancellation, "cancellation");
        if (tokens < 0 || failed < 0) {
            throw new IllegalArgumentException("must not be negative: tokens " + tokens + ", failed " + failed);
        }
    }

    /** The same, of one that does not wait. */
    AttemptFacts impatient() {
        return new AttemptFacts(callId, key, target, tokens, failed, false, cancellation);
    }

    /** Of one that only counts tokens. */
    public static AttemptFacts ofCount(UUID callId, ApiKey key, Target target, Cancellation cancellation) {
        return new AttemptFacts(callId, key, target, 0, 0, false, cancellation);
    }

    /** The only attempt of a call that nobody cancels. */
    public AttemptFacts(UUID callId, ApiKey key, Target target, long tokens) {
        this(callId, key, target, tokens, 0, true, new Cancellation());
    }
}

package io.omniroute.routing.admission;

import io.omniroute.provider.wire.Envelope;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.snapshot.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What is known of a call once its model was resolved.
 *
 * @param tokens an estimate of what the request holds, at least 0
 * @param targets at least one, most preferred first
 * @param caller for a guard that lets the call wait
 */
public record CallFacts(
        UUID callId,
        ApiKey key,
        Instant startedAt,
        Envelope envelope,
        long tokens,
        OutputWish output,
        List<Target> targets,
        Snapshot snapshot,
        CallerWatch caller) {
    public CallFacts {
        Objects.requireNonNull(callId, "callId");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(envelope, "envelope");
        Objects.requireNonNull(output, "output");
        targets = List.copyOf(targets);
        Objects.requireNonNull(snapshot, "snapshot");
        Objects.requireNonNull(caller, "caller");
    }
}

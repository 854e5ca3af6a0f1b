package io.omniroute.routing.capture;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What is kept of the bodies of a call.
 *
 * @param id of the call in the usage log
 * @param time when it began
 */
public record CapturedCall(UUID id, Instant time, UUID apiKeyId, List<CapturedPart> parts) {
    public CapturedCall {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(apiKeyId, "apiKeyId");
        parts = List.copyOf(parts);
    }
}

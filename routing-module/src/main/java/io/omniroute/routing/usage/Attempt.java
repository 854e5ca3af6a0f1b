package io.omniroute.routing.usage;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One try at one connection.
 *
 * @param status the HTTP status, 0 when there was no answer
 * @param reason why it failed, or was passed over; absent when it served the call
 * @param asked whether the request left for the vendor, or a connection was at least tried; absent when an older version wrote it
 *     down, which did not tell
 */
public record Attempt(
        String provider,
        String model,
        Optional<UUID> connectionId,
        int status,
        Optional<String> reason,
        long millis,
        Optional<Boolean> asked) {
    public Attempt {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(asked, "asked");
        if (reason.isEmpty() && !asked.orElse(false)) {
            throw new IllegalArgumentException("who served was asked");
        }
    }
}

package io.omniroute.routing.usage;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One try at one connection.
 *
 * @param status the HTTP status, 0 when there was no answer
 * @param reason why it failed; absent when it served the call
 */
public record Attempt(
        String provider, String model, Optional<UUID> connectionId, int status, Optional<String> reason, long millis) {
    public Attempt {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(reason, "reason");
    }
}

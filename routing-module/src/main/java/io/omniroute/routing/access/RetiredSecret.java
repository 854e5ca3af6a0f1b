package io.omniroute.routing.access;

import java.time.Instant;
import java.util.Objects;

/**
 * What a key was before its rotation; it opens the door a while longer.
 *
 * @param hash as {@link ApiKey#hash()}
 * @param until from here on it is unknown
 */
public record RetiredSecret(String hash, Instant until) {
    public RetiredSecret {
        Objects.requireNonNull(hash, "hash");
        Objects.requireNonNull(until, "until");
    }
}

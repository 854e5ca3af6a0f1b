package io.omniroute.routing.plan;

import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.affinity.Hints;
import java.time.Instant;
import java.util.Objects;

/**
 * Who asks, and what for.
 *
 * @param at when, by the clock of the gateway
 * @param body as it came; not copied, and only read
 */
public record Asker(ApiKeyId key, Instant at, Hints hints, byte[] body) {
    public Asker {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(hints, "hints");
        Objects.requireNonNull(body, "body");
    }
}

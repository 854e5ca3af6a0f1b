package io.omniroute.routing.rating;

import io.omniroute.routing.cost.Cost;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * An entry that changes what a call cost.
 *
 * @param rerating the entries of one re-rating share it
 * @param difference to what the record and the corrections before this one say; may be negative
 */
public record Correction(UUID id, UUID usageId, UUID rerating, Instant at, Cost difference) {
    public Correction {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(usageId, "usageId");
        Objects.requireNonNull(rerating, "rerating");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(difference, "difference");
    }
}

package io.omniroute.routing.rating;

import io.omniroute.routing.cost.Cost;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Keeps corrections beside the ledger's records. Append-only. */
public interface Corrections {
    /** The sum of each record's corrections; records without any are left out. */
    Map<UUID, Cost> of(Collection<UUID> usageIds);

    /**
     * Reads what {@link #of} tells and appends what follows from it, in one transaction. These are in line on all nodes, so that
     * two re-ratings at once do not both correct the same.
     *
     * @param due finds the corrections from what was corrected so far; their records must be in the ledger
     */
    void append(Collection<UUID> usageIds, Function<Map<UUID, Cost>, List<Correction>> due);
}

package io.omniroute.routing.rating;

import io.omniroute.routing.cost.Cost;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keeps corrections beside the ledger's records. Append-only. Each call is one transaction. */
public interface Corrections {
    /** The sum of each record's corrections; records without any are left out. */
    Map<UUID, Cost> of(Collection<UUID> usageIds);

    /** The records must be in the ledger. */
    void append(List<Correction> corrections);
}

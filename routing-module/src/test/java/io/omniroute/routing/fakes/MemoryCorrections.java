package io.omniroute.routing.fakes;

import io.omniroute.routing.cost.Cost;
import io.omniroute.routing.rating.Correction;
import io.omniroute.routing.rating.Corrections;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Keeps corrections. */
public final class MemoryCorrections implements Corrections {
    public final List<Correction> all = new ArrayList<>();

    @Override
    public Map<UUID, Cost> of(Collection<UUID> usageIds) {
        Map<UUID, Cost> sums = new HashMap<>();
        all.stream()
                .filter(correction -> usageIds.contains(correction.usageId()))
                .forEach(correction -> sums.merge(correction.usageId(), correction.difference(), Cost::plus));
        return sums;
    }

    @Override
    public synchronized void append(Collection<UUID> usageIds, Function<Map<UUID, Cost>, List<Correction>> due) {
        all.addAll(due.apply(of(usageIds)));
    }
}

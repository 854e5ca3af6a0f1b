package io.omniroute.routing.usage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A ledger in memory that can be told to refuse. */
final class RecordingLedger implements UsageLedger {
    private final Map<UUID, UsageRecord> kept = new LinkedHashMap<>();
    private final List<Integer> batches = new ArrayList<>();
    private int outages;
    private Predicate<UsageRecord> poison = usage -> false;

    synchronized RecordingLedger failing(int times) {
        outages = times;
        return this;
    }

    synchronized RecordingLedger refusing(Predicate<UsageRecord> these) {
        poison = these;
        return this;
    }

    @Override
    public synchronized void append(List<UsageRecord> records) {
        if (outages > 0) {
            outages--;
            throw new IllegalStateException("the database is down");
        }
        if (records.stream().anyMatch(poison)) {
            throw new IllegalStateException("value too long");
        }
        batches.add(records.size());
        records.forEach(usage -> kept.putIfAbsent(usage.id(), usage));
    }

    synchronized List<UsageRecord> kept() {
        return List.copyOf(kept.values());
    }

    synchronized List<Integer> batches() {
        return List.copyOf(batches);
    }

    @Override
    public synchronized Set<UUID> known(Collection<UUID> ids) {
        return ids.stream().filter(kept::containsKey).collect(Collectors.toSet());
    }

    @Override
    public Optional<UsageRecord> find(UUID id) {
        throw new UnsupportedOperationException("the journal only writes");
    }

    @Override
    public List<UsageRecord> page(LogQuery query) {
        throw new UnsupportedOperationException("the journal only writes");
    }

    @Override
    public List<UsageSum> sums(Instant from, Instant to, Grouping grouping) {
        throw new UnsupportedOperationException("the journal only writes");
    }
}

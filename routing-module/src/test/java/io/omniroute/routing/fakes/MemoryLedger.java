package io.omniroute.routing.fakes;

import io.omniroute.routing.usage.UsageLedger;
import io.omniroute.routing.usage.UsageRecord;
import io.omniroute.routing.usage.UsageSum;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Keeps records, and what it was asked. Sums know only the number of requests and the cost. */
public final class MemoryLedger implements UsageLedger {
    public final List<UsageRecord> records = new ArrayList<>();
    public final MemoryCorrections corrections = new MemoryCorrections();
    public final List<LogQuery> queries = new ArrayList<>();
    public final List<Grouping> groupings = new ArrayList<>();

    @Override
    public void append(List<UsageRecord> added) {
        records.addAll(0, added);
    }

    @Override
    public Set<UUID> known(Collection<UUID> ids) {
        return records.stream().map(UsageRecord::id).filter(ids::contains).collect(Collectors.toSet());
    }

    @Override
    public Optional<UsageRecord> find(UUID id) {
        return records.stream()
                .filter(usage -> usage.id().equals(id) && !usage.requestId().isEmpty())
                .findFirst();
    }

    @Override
    public List<UsageRecord> page(LogQuery query) {
        queries.add(query);
        return records.stream()
                .dropWhile(usage -> query.after().isPresent()
                        && !usage.id().equals(query.after().get()))
                .skip(query.after().isPresent() ? 1 : 0)
                .filter(usage -> !usage.requestId().isEmpty())
                .limit(query.limit())
                .toList();
    }

    @Override
    public List<UsageSum> sums(Instant from, Instant to, Grouping grouping) {
        groupings.add(grouping);
        BigDecimal cost = records.stream().map(usage -> usage.cost().total()).reduce(BigDecimal.ZERO, BigDecimal::add);
        return List.of(new UsageSum(
                grouping == Grouping.NONE ? "" : "a", records.size(), 0, 0, 0, 0, 0, 0, cost, BigDecimal.ZERO));
    }
}

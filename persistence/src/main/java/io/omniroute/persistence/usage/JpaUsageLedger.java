package io.omniroute.persistence.usage;

import io.omniroute.routing.usage.UsageLedger;
import io.omniroute.routing.usage.UsageRecord;
import io.omniroute.routing.usage.UsageSum;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Keeps usage records in the database. */
@ApplicationScoped
@Transactional
public class JpaUsageLedger implements UsageLedger {
    private static final String KNOWN = "select u.id from UsageEntity u where u.id in :ids";
    /** Databases limit the parameters of one statement. */
    private static final int LOOKUP = 500;

    private final EntityManager entities;

    @Inject
    public JpaUsageLedger(EntityManager entities) {
        this.entities = entities;
    }

    protected JpaUsageLedger() { // for the CDI proxy
        this(null);
    }

    @Override
    public void append(List<UsageRecord> records) {
        Map<UUID, UsageRecord> fresh = new LinkedHashMap<>();
        records.forEach(usage -> fresh.putIfAbsent(usage.id(), usage));
        known(fresh.keySet()).forEach(fresh::remove);
        fresh.values().forEach(usage -> entities.persist(new UsageEntity(usage)));
        fresh.values().forEach(this::appendFailures);
        entities.flush();
    }

    private void appendFailures(UsageRecord usage) {
        for (int number = 1; number <= usage.attempts().size(); number++) {
            if (usage.attempts().get(number - 1).reason().isPresent()) {
                entities.persist(new AttemptEntity(usage, number));
            }
        }
    }

    @Override
    public Optional<UsageRecord> find(UUID id) {
        return Optional.ofNullable(entities.find(UsageEntity.class, id.toString()))
                .map(UsageEntity::toRecord)
                .filter(usage -> !usage.requestId().isEmpty());
    }

    @Override
    public Set<UUID> known(Collection<UUID> ids) {
        List<String> texts = ids.stream().map(UUID::toString).toList();
        Set<UUID> known = new HashSet<>();
        for (int i = 0; i < texts.size(); i += LOOKUP) {
            entities.createQuery(KNOWN, String.class)
                    .setParameter("ids", texts.subList(i, Math.min(texts.size(), i + LOOKUP)))
                    .getResultStream()
                    .map(UUID::fromString)
                    .forEach(known::add);
        }
        return known;
    }

    @Override
    public List<UsageRecord> page(LogQuery query) {
        LogSelection selection = new LogSelection(query.filter());
        if (query.after().isPresent()) {
            String id = query.after().get().toString();
            UsageEntity last = entities.find(UsageEntity.class, id);
            if (last == null) {
                return List.of(); // not from the beginning: a caller that follows pages would never end
            }
            selection.behind(id, last.time());
        }
        return selection
                .on(entities)
                .setMaxResults(query.limit())
                .getResultStream()
                .map(UsageEntity::toRecord)
                .toList();
    }

    @Override
    public List<UsageSum> sums(Instant from, Instant to, Grouping grouping) {
        return new UsageSums(entities).between(from, to, grouping);
    }
}

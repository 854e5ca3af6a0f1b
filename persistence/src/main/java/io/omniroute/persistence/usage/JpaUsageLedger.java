package io.omniroute.persistence.usage;

import io.omniroute.persistence.jpa.Texts;
import io.omniroute.routing.budget.Payer;
import io.omniroute.routing.usage.UsageLedger;
import io.omniroute.routing.usage.UsageRecord;
import io.omniroute.routing.usage.UsageSum;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Keeps usage records in the database. */
@ApplicationScoped
@Transactional
public class JpaUsageLedger implements UsageLedger {
    private final EntityManager entities;
    private final DataSource database;
    private final String writer = UUID.randomUUID().toString();

    @Inject
    public JpaUsageLedger(EntityManager entities, DataSource database) {
        this.entities = entities;
        this.database = database;
    }

    protected JpaUsageLedger() { // for the CDI proxy
        this(null, null);
    }

    @Override
    public void append(List<UsageRecord> records) {
        Map<UUID, UsageRecord> fresh = new LinkedHashMap<>();
        records.forEach(usage -> fresh.putIfAbsent(usage.id(), usage));
        try (Connection connection = database.getConnection()) {
            UsageRows rows = new UsageRows(connection);
            rows.known(fresh.keySet()).forEach(fresh::remove);
            rows.insert(fresh.values());
            spent(fresh.values()).write(connection, writer);
        } catch (SQLException e) {
            throw new PersistenceException("usage records were not taken: " + e.getMessage(), e);
        }
    }

    private static SpentAmounts spent(Collection<UsageRecord> records) {
        SpentAmounts spent = new SpentAmounts();
        for (UsageRecord usage : records) {
            Payer payer = new Payer(
                    usage.apiKeyId().map(UUID::toString),
                    usage.keyGroup(),
                    Texts.fit(usage.provider(), UsageRows.PROVIDER_LENGTH));
            spent.add(payer, usage.time(), new CostColumns(usage.cost()).total());
        }
        return spent;
    }

    @Override
    public Optional<UsageRecord> find(UUID id) {
        return Optional.ofNullable(entities.find(UsageEntity.class, id.toString()))
                .map(UsageEntity::toRecord)
                .filter(usage -> !usage.requestId().isEmpty());
    }

    @Override
    public Set<UUID> known(Collection<UUID> ids) {
        try (Connection connection = database.getConnection()) {
            return new UsageRows(connection).known(ids);
        } catch (SQLException e) {
            throw new PersistenceException("usage records were not found: " + e.getMessage(), e);
        }
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

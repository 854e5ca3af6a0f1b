package io.omniroute.persistence.usage;

import io.omniroute.routing.cost.Cost;
import io.omniroute.routing.rating.Correction;
import io.omniroute.routing.rating.Corrections;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/** Keeps corrections in the database, with the columns of their records that sums are grouped by. */
@ApplicationScoped
@Transactional
public class JpaCorrections implements Corrections {
    private static final String OF = "select c from CorrectionEntity c where c.usageId in :ids";

    private final EntityManager entities;
    private final DataSource database;
    private final ConfigurationVersion line;

    @Inject
    public JpaCorrections(EntityManager entities, DataSource database, ConfigurationVersion line) {
        this.entities = entities;
        this.database = database;
        this.line = line;
    }

    protected JpaCorrections() {
        this(null, null, null); // for the CDI proxy
    }

    @Override
    public Map<UUID, Cost> of(Collection<UUID> usageIds) {
        Map<UUID, Cost> sums = new HashMap<>();
        if (!usageIds.isEmpty()) {
            entities.createQuery(OF, CorrectionEntity.class)
                    .setParameter("ids", usageIds.stream().map(UUID::toString).toList())
                    .getResultList()
                    .forEach(correction -> sums.merge(
                            UUID.fromString(correction.usageId()),
                            correction.cost().toCost(),
                            Cost::plus));
        }
        return sums;
    }

    @Override
    public void append(Collection<UUID> usageIds, Function<Map<UUID, Cost>, List<Correction>> due) {
        line.hold();
        Map<UUID, SpentAmounts> spent = new HashMap<>();
        for (Correction correction : due.apply(of(usageIds))) {
            UsageEntity usage = Optional.ofNullable(entities.find(
                            UsageEntity.class, correction.usageId().toString()))
                    .orElseThrow(
                            () -> new IllegalArgumentException("there is no usage record " + correction.usageId()));
            CorrectionEntity row = new CorrectionEntity(correction, usage);
            entities.persist(row);
            spent.computeIfAbsent(correction.rerating(), id -> new SpentAmounts())
                    .add(usage.payer(), usage.time().toInstant(), row.cost().total());
        }
        entities.flush();
        write(spent);
    }

    private void write(Map<UUID, SpentAmounts> spent) {
        try (Connection connection = database.getConnection()) {
            for (Map.Entry<UUID, SpentAmounts> entry : spent.entrySet()) {
                entry.getValue().write(connection, entry.getKey().toString());
            }
        } catch (SQLException e) {
            throw new PersistenceException("corrections were not taken: " + e.getMessage(), e);
        }
    }
}

package io.omniroute.persistence.quota;

import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.routing.quota.QuotaCount;
import io.omniroute.routing.quota.QuotaKey;
import io.omniroute.routing.quota.QuotaState;
import io.omniroute.routing.quota.QuotaStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps quota counters and what vendors reported in the database, one row each. */
@ApplicationScoped
@Transactional
public class JpaQuotaStore implements QuotaStore {
    private final EntityManager entities;

    @Inject
    public JpaQuotaStore(EntityManager entities) {
        this.entities = entities;
    }

    protected JpaQuotaStore() { // for the CDI proxy
        this(null);
    }

    @Override
    public Map<QuotaKey, QuotaCount> load() {
        return entities.createQuery("select q from QuotaCountEntity q", QuotaCountEntity.class)
                .getResultStream()
                .collect(Collectors.toMap(QuotaCountEntity::key, QuotaCountEntity::count));
    }

    @Override
    public void save(Map<QuotaKey, QuotaCount> changed) {
        changed.forEach((key, count) -> {
            QuotaCountEntity row = entities.find(QuotaCountEntity.class, QuotaCountEntity.id(key));
            if (row == null) {
                row = new QuotaCountEntity(key);
                row.write(count);
                entities.persist(row);
            } else {
                row.write(count);
            }
        });
    }

    @Override
    public void removeOrphans() {
        for (String entity : List.of("QuotaCountEntity", "QuotaReportEntity")) {
            entities.createQuery("delete from " + entity
                            + " q where q.connectionId not in (select c.id from ConnectionEntity c)")
                    .executeUpdate();
        }
    }

    @Override
    public Map<ConnectionId, List<QuotaState>> loadReports() {
        return entities.createQuery("select q from QuotaReportEntity q", QuotaReportEntity.class)
                .getResultStream()
                .collect(Collectors.groupingBy(
                        QuotaReportEntity::connection,
                        Collectors.mapping(QuotaReportEntity::report, Collectors.toList())));
    }

    @Override
    public void saveReports(Map<ConnectionId, List<QuotaState>> heard) {
        heard.forEach((connection, reports) -> reports.forEach(report -> save(connection, report)));
    }

    @Override
    public void removeReports(Set<ConnectionId> connections) {
        entities.createQuery("delete from QuotaReportEntity q where q.connectionId in :connections")
                .setParameter(
                        "connections",
                        connections.stream().map(ConnectionId::toString).toList())
                .executeUpdate();
    }

    private void save(ConnectionId connection, QuotaState report) {
        QuotaReportEntity row = entities.find(QuotaReportEntity.class, QuotaReportEntity.id(connection, report.name()));
        if (row == null) {
            row = new QuotaReportEntity(connection, report.name());
            row.write(report);
            entities.persist(row);
        } else {
            row.write(report);
        }
    }
}

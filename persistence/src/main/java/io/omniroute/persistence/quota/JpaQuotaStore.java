package io.omniroute.persistence.quota;

import io.omniroute.routing.quota.QuotaCount;
import io.omniroute.routing.quota.QuotaKey;
import io.omniroute.routing.quota.QuotaStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.stream.Collectors;

/** Keeps quota counters in the database, one row each. */
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
}

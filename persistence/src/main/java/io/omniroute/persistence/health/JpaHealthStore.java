package io.omniroute.persistence.health;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.routing.health.CircuitKey;
import io.omniroute.routing.health.CircuitState;
import io.omniroute.routing.health.HealthStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps circuits in the database, one row each. */
@ApplicationScoped
@Transactional
public class JpaHealthStore implements HealthStore {
    private static final int MODEL_LENGTH = 500;

    private final EntityManager entities;

    @Inject
    public JpaHealthStore(EntityManager entities) {
        this.entities = entities;
    }

    protected JpaHealthStore() { // for the CDI proxy
        this(null);
    }

    @Override
    public Map<CircuitKey, CircuitState> load() {
        return entities.createQuery("select c from HealthCircuitEntity c", HealthCircuitEntity.class)
                .getResultStream()
                .collect(Collectors.toMap(HealthCircuitEntity::key, HealthCircuitEntity::state));
    }

    @Override
    public void save(Map<CircuitKey, CircuitState> changed) {
        changed.forEach((key, state) -> {
            if (fits(key)) {
                put(key, state);
            }
        });
    }

    @Override
    public void remove(Collection<CircuitKey> closed) {
        for (CircuitKey key : closed) {
            HealthCircuitEntity found = entities.find(HealthCircuitEntity.class, HealthCircuitEntity.id(key));
            if (found != null) {
                entities.remove(found);
            }
        }
    }

    @Override
    public void removeOrphans(Set<ProviderId> catalogue) {
        entities.createQuery("delete from HealthCircuitEntity c where c.connectionId is not null"
                        + " and c.connectionId not in (select k.id from ConnectionEntity k)")
                .executeUpdate();
        entities.createQuery("delete from HealthCircuitEntity c where c.provider not in :catalogue"
                        + " and c.provider not in (select n.prefix from ProviderNodeEntity n)")
                .setParameter(
                        "catalogue", catalogue.stream().map(ProviderId::value).toList())
                .executeUpdate();
    }

    /** A caller's odd model name is not worth keeping. */
    private static boolean fits(CircuitKey key) {
        return key.model()
                .map(model -> model.length() <= MODEL_LENGTH && model.indexOf('\0') < 0)
                .orElse(true);
    }

    private void put(CircuitKey key, CircuitState state) {
        HealthCircuitEntity row = entities.find(HealthCircuitEntity.class, HealthCircuitEntity.id(key));
        if (row == null) {
            row = new HealthCircuitEntity(key);
            row.write(state);
            entities.persist(row);
        } else {
            row.write(state);
        }
    }
}

package io.omniroute.persistence.health;

import io.omniroute.routing.health.CircuitKey;
import io.omniroute.routing.health.CircuitState;
import io.omniroute.routing.health.HealthStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.Map;
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

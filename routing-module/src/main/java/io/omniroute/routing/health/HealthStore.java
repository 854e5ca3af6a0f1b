package io.omniroute.routing.health;

import io.omniroute.provider.catalog.ProviderId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Keeps circuits that are not closed, so that a restart does not forget who rests. Each call is one transaction. */
public interface HealthStore {
    Map<CircuitKey, CircuitState> load();

    /** Adds or replaces. */
    void save(Map<CircuitKey, CircuitState> changed);

    /** Those that are not there are none. */
    void remove(Collection<CircuitKey> closed);

    /**
     * Drops what belongs to connections that are no more, and to providers that are neither in the catalogue nor nodes.
     *
     * @param catalogue not empty
     */
    void removeOrphans(Set<ProviderId> catalogue);
}

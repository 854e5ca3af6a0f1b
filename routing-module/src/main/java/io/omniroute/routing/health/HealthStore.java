package io.omniroute.routing.health;

import java.util.Collection;
import java.util.Map;

/** Keeps circuits that are not closed, so that a restart does not forget who rests. Each call is one transaction. */
public interface HealthStore {
    Map<CircuitKey, CircuitState> load();

    /** Adds or replaces. */
    void save(Map<CircuitKey, CircuitState> changed);

    /** Those that are not there are none. */
    void remove(Collection<CircuitKey> closed);
}

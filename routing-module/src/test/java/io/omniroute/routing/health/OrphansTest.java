package io.omniroute.routing.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.catalog.Catalog;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.routing.operations.GatewayStarting;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrphansTest {
    @Test
    void theCataloguesProvidersAreNoOrphans() {
        Set<ProviderId> spared = new HashSet<>();
        HealthStore store = new HealthStore() {
            @Override
            public Map<CircuitKey, CircuitState> load() {
                return Map.of();
            }

            @Override
            public void save(Map<CircuitKey, CircuitState> changed) {}

            @Override
            public void remove(Collection<CircuitKey> closed) {}

            @Override
            public void removeOrphans(Set<ProviderId> catalogue) {
                spared.addAll(catalogue);
            }
        };
        new Orphans(store, Catalog.bundled()).remove(new GatewayStarting());
        assertThat(spared).contains(new ProviderId("openai"), new ProviderId("anthropic"), new ProviderId("demo"));
    }
}

package io.omniroute.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.persistence.connection.JpaConnections;
import io.omniroute.persistence.connection.JpaProviderNodes;
import io.omniroute.persistence.crypto.TestKeys;
import io.omniroute.persistence.health.JpaHealthStore;
import io.omniroute.persistence.testing.CountingVersion;
import io.omniroute.persistence.testing.Samples;
import io.omniroute.persistence.testing.Unit;
import io.omniroute.persistence.testing.Unit.Platform;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.Connections;
import io.omniroute.provider.connection.ProviderNodes;
import io.omniroute.routing.health.CircuitKey;
import io.omniroute.routing.health.CircuitState;
import io.omniroute.routing.health.HealthStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HealthStoreTest {
    @ParameterizedTest
    @EnumSource
    void circuitsAreKeptReplacedAndForgotten(Platform platform) {
        HealthStore store = Unit.on(platform).transactional(HealthStore.class, JpaHealthStore::new);
        CircuitKey provider = new CircuitKey(new ProviderId("acme"), Optional.empty(), Optional.empty());
        CircuitKey account = Samples.resting("acme", Optional.empty());
        CircuitKey model = new CircuitKey(account.provider(), account.connection(), Optional.of("a/b"));
        CircuitState resting = Samples.RESTING;
        store.save(Map.of(provider, resting, account, resting, model, resting));
        assertThat(store.load()).containsOnlyKeys(provider, account, model).containsValue(resting);

        CircuitState open = new CircuitState(
                CircuitState.Phase.OPEN,
                5,
                1,
                5,
                resting.reason(),
                "nul\0 " + "x".repeat(3_000),
                resting.since(),
                resting.until());
        store.save(Map.of(account, open));
        assertThat(store.load().get(account).failures()).isEqualTo(5);
        assertThat(store.load().get(account).message()).hasSize(2_000).startsWith("nul x");

        store.remove(List.of(provider, model, Samples.resting("beta", Optional.empty())));
        assertThat(store.load()).containsOnlyKeys(account);
    }

    @ParameterizedTest
    @EnumSource
    void aModelWithAnEndlessNameIsNotKept(Platform platform) {
        HealthStore store = Unit.on(platform).transactional(HealthStore.class, JpaHealthStore::new);
        store.save(Map.of(
                Samples.resting("acme", Optional.of("m".repeat(501))), Samples.RESTING,
                Samples.resting("acme", Optional.of("nul\0")), Samples.RESTING));
        assertThat(store.load()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatBelongsToADeletedConnectionOrNodeIsDropped(Platform platform, @TempDir Path directory) {
        Unit unit = Unit.on(platform);
        HealthStore store = unit.transactional(HealthStore.class, JpaHealthStore::new);
        Connection connection = Samples.connection("kept", "sk-kept", Samples.NOON);
        unit.transactional(
                        Connections.class,
                        entities -> new JpaConnections(
                                entities, new CountingVersion(), TestKeys.generatedIn(directory, unit)))
                .put(connection);
        unit.transactional(ProviderNodes.class, entities -> new JpaProviderNodes(entities, new CountingVersion()))
                .put(Samples.node("own", Samples.NOON));
        Set<CircuitKey> kept = Set.of(
                provider("listed"),
                provider("own"),
                new CircuitKey(connection.provider(), Optional.of(connection.id()), Optional.empty()),
                new CircuitKey(connection.provider(), Optional.of(connection.id()), Optional.of("a/b")));
        Set<CircuitKey> gone = Set.of(
                provider("deleted"),
                Samples.resting("listed", Optional.empty()),
                Samples.resting("own", Optional.of("a/b")),
                Samples.resting("deleted", Optional.empty()));
        kept.forEach(key -> store.save(Map.of(key, Samples.RESTING)));
        gone.forEach(key -> store.save(Map.of(key, Samples.RESTING)));

        store.removeOrphans(Set.of(connection.provider(), new ProviderId("listed")));

        assertThat(store.load().keySet()).isEqualTo(kept);
    }

    private static CircuitKey provider(String name) {
        return new CircuitKey(new ProviderId(name), Optional.empty(), Optional.empty());
    }
}

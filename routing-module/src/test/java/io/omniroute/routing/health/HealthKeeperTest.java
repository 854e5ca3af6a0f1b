package io.omniroute.routing.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.store.Secret;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.fakes.FakeClock;
import io.omniroute.routing.fakes.MemoryStores;
import io.omniroute.routing.fakes.QueuedVersion;
import io.omniroute.routing.resolution.Fixture;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthKeeperTest {
    private final FakeClock clock = new FakeClock();
    private final MemoryStores stores = new MemoryStores();
    private final MemoryHealth store = new MemoryHealth();
    private final Circuits circuits = new Circuits();
    private final Casualties casualties = new Casualties();
    private final Map<String, LongSupplier> gauges = new HashMap<>();
    private final Connection connection = Fixture.connection("acme", 1);
    private final CircuitKey key = CircuitKey.of(connection.provider(), connection.id());
    private final QueuedVersion version = new QueuedVersion();
    private final HealthKeeper keeper = keeper(circuits);

    @AfterEach
    void end() {
        keeper.end();
    }

    @Test
    void aRestOutlivesTheProcess() {
        fail();
        keeper.keep(clock.instant());
        assertThat(store.kept).containsKey(key);

        Circuits next = new Circuits();
        HealthKeeper second = keeper(next);
        second.start(null);
        second.end();
        assertThat(next.isFree(key, clock.instant())).isFalse();
        assertThat(next.isFree(key, clock.instant().plusSeconds(60))).isTrue();
    }

    @Test
    void aProviderInTroubleHasGauges() {
        fail();
        keeper.keep(clock.instant());
        assertThat(gauges).containsOnlyKeys("acme resting", "acme open", "acme half_open");
        assertThat(gauges.get("acme resting").getAsLong()).isEqualTo(1);
        assertThat(gauges.get("acme open").getAsLong()).isZero();
    }

    @Test
    void whatIsWellAgainIsForgotten() {
        fail();
        keeper.keep(clock.instant());
        clock.advance(Duration.ofSeconds(60));
        circuits.succeeded(key, (Entry.Open) circuits.enter(key, clock.instant()), clock.instant());
        keeper.keep(clock.instant());
        assertThat(store.kept).isEmpty();
        assertThat(circuits.states()).isEmpty();
    }

    @Test
    void aDatabaseThatIsAwayIsToldLater() {
        fail();
        store.away = true;
        assertThatThrownBy(() -> keeper.keep(clock.instant())).isInstanceOf(IllegalStateException.class);
        store.away = false;
        keeper.keep(clock.instant());
        assertThat(store.kept).containsKey(key);
    }

    @Test
    void aModelThatNobodyAsksForAgainIsForgottenInTime() {
        CircuitKey model = CircuitKey.of(connection.provider(), connection.id(), "gone");
        circuits.failed(model, new Entry.Open(0, false), illness(), clock.instant());
        keeper.keep(clock.instant());
        assertThat(store.kept).containsKey(model);
        clock.advance(Duration.ofHours(1));
        keeper.keep(clock.instant());
        assertThat(store.kept).isEmpty();
        assertThat(circuits.states()).isEmpty();
    }

    @Test
    void aLostAccountIsSwitchedOffWithItsReasonAndAudited() {
        stores.connections.put(connection);
        fail();
        casualties.add(new Casualties.Casualty(connection, "ACCOUNT_CLOSED: banned"));
        keeper.keep(clock.instant());
        Connection off = stores.connections.find(connection.id()).orElseThrow();
        assertThat(off.enabled()).isFalse();
        assertThat(off.disabledReason()).contains("ACCOUNT_CLOSED: banned");
        assertThat(stores.audit.last().action()).isEqualTo("provider.disable");
        assertThat(stores.audit.last().actor()).isEqualTo("system");
        assertThat(stores.audit.last().after().orElseThrow()).contains("banned").doesNotContain("vendor-secret");
        assertThat(circuits.states()).isEmpty(); // whoever switches it on again begins afresh
        casualties.add(new Casualties.Casualty(connection, "again"));
        keeper.keep(clock.instant());
        assertThat(stores.audit.entries()).hasSize(1);
    }

    @Test
    void anAccountWhoseKeyWasReplacedStays() {
        Connection before = new Connection(
                connection.id(),
                connection.provider(),
                connection.name(),
                Optional.of(new Secret("the-old-secret")),
                1,
                true,
                Optional.empty(),
                Map.of(),
                connection.createdAt(),
                Optional.empty(),
                connection.limits(),
                List.of(),
                Optional.empty());
        stores.connections.put(connection);
        casualties.add(new Casualties.Casualty(before, "ACCOUNT_CLOSED: revoked"));
        keeper.keep(clock.instant());
        assertThat(stores.connections.find(connection.id()).orElseThrow().enabled())
                .isTrue();
        assertThat(stores.audit.entries()).isEmpty();
    }

    @Test
    void anAccountThatIsSwitchedOffKeepsWhatWasChangedMeanwhile() {
        version.ahead = () -> stores.connections.put(connection.disabledBecause("by hand"));
        casualties.add(new Casualties.Casualty(connection, "ACCOUNT_CLOSED: banned"));
        keeper.keep(clock.instant());
        assertThat(stores.connections.find(connection.id()).orElseThrow().disabledReason())
                .contains("by hand");
        assertThat(stores.audit.entries()).isEmpty();
    }

    @Test
    void anAccountThatCannotBeSwitchedOffNowIsTriedAgain() {
        HealthKeeper broken = new HealthKeeper(
                circuits,
                casualties,
                store,
                new Retirement(stores.connections, new AuditTrail(stores.audit, clock), version) {
                    @Override
                    public boolean retire(Casualties.Casualty casualty) {
                        throw new IllegalStateException("the database is away");
                    }
                },
                new CircuitGauges((provider, state, count) -> gauges.put(provider, count), circuits));
        casualties.add(new Casualties.Casualty(connection, "ACCOUNT_CLOSED: banned"));
        broken.keep(clock.instant());
        broken.end();
        assertThat(casualties.take()).hasSize(1);
    }

    private void fail() {
        circuits.failed(key, new Entry.Open(0, false), illness(), clock.instant());
    }

    private static Illness illness() {
        return new Illness(
                Reason.RATE_LIMITED, "slow down", level -> Duration.ofSeconds(30), true, 5, Duration.ofSeconds(30));
    }

    private HealthKeeper keeper(Circuits kept) {
        return new HealthKeeper(
                kept,
                casualties,
                store,
                new Retirement(stores.connections, new AuditTrail(stores.audit, clock), version),
                new CircuitGauges((provider, state, count) -> gauges.put(provider + " " + state, count), kept));
    }

    private static final class MemoryHealth implements HealthStore {
        private final Map<CircuitKey, CircuitState> kept = new HashMap<>();
        private boolean away;

        @Override
        public Map<CircuitKey, CircuitState> load() {
            return Map.copyOf(kept);
        }

        @Override
        public void save(Map<CircuitKey, CircuitState> changed) {
            requireThere();
            kept.putAll(changed);
        }

        @Override
        public void remove(Collection<CircuitKey> closed) {
            requireThere();
            kept.keySet().removeAll(closed);
        }

        @Override
        public void removeOrphans(Set<ProviderId> catalogue) {
            kept.keySet().removeIf(key -> !catalogue.contains(key.provider()));
        }

        private void requireThere() {
            if (away) {
                throw new IllegalStateException("the database is away");
            }
        }
    }
}

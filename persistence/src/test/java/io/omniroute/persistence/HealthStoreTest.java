package io.omniroute.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.persistence.health.JpaHealthStore;
import io.omniroute.persistence.quota.JpaQuotaStore;
import io.omniroute.persistence.testing.Samples;
import io.omniroute.persistence.testing.Unit;
import io.omniroute.persistence.testing.Unit.Platform;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.connection.QuotaWindow;
import io.omniroute.provider.connection.QuotaWindow.Period;
import io.omniroute.routing.health.CircuitKey;
import io.omniroute.routing.health.CircuitState;
import io.omniroute.routing.health.HealthStore;
import io.omniroute.routing.quota.QuotaCount;
import io.omniroute.routing.quota.QuotaKey;
import io.omniroute.routing.quota.QuotaState;
import io.omniroute.routing.quota.QuotaStore;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    void quotaCountersAreKeptAndReplaced(Platform platform) {
        QuotaStore store = Unit.on(platform).transactional(QuotaStore.class, JpaQuotaStore::new);
        ConnectionId connection = ConnectionId.random();
        QuotaKey tokens = new QuotaKey(connection, Period.FIVE_HOURS, QuotaWindow.Unit.TOKENS);
        QuotaKey dollars = new QuotaKey(connection, Period.CREDITS, QuotaWindow.Unit.USD);
        QuotaCount first = new QuotaCount(Samples.NOON, new BigDecimal("999999999999"));
        store.save(Map.of(tokens, first, dollars, new QuotaCount(Samples.NOON, new BigDecimal("0.000000000001"))));
        QuotaCount second = new QuotaCount(Samples.NOON.plusSeconds(1), BigDecimal.ONE);
        store.save(Map.of(tokens, second));
        assertThat(store.load())
                .containsEntry(tokens, second)
                .containsEntry(dollars, new QuotaCount(Samples.NOON, new BigDecimal("0.000000000001")))
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void whatVendorsReportedIsKeptAndReplaced(Platform platform) {
        QuotaStore store = Unit.on(platform).transactional(QuotaStore.class, JpaQuotaStore::new);
        ConnectionId first = ConnectionId.random();
        ConnectionId second = ConnectionId.random();
        QuotaState weekly = report("vendor-weekly", "99.5", 3);
        store.saveReports(Map.of(
                first, List.of(report("vendor-5h", "12.25", 1), weekly),
                second, List.of(report("vendor-5h", "100", 2))));
        QuotaState fuller = report("vendor-5h", "99999999900", 4);
        store.saveReports(Map.of(first, List.of(fuller)));
        Map<ConnectionId, List<QuotaState>> loaded = store.loadReports();
        assertThat(loaded).containsOnlyKeys(first, second);
        assertThat(loaded.get(first)).containsExactlyInAnyOrder(fuller, weekly);
        assertThat(loaded.get(second)).containsExactly(report("vendor-5h", "100", 2));
        assertThat(store.load()).isEmpty();
    }

    private static QuotaState report(String name, String used, long hours) {
        return new QuotaState(
                name,
                new BigDecimal(used),
                new BigDecimal("100"),
                Optional.of(Samples.NOON.plusSeconds(hours * 3_600)));
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
}

package io.omniroute.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.persistence.connection.JpaConnections;
import io.omniroute.persistence.crypto.TestKeys;
import io.omniroute.persistence.quota.JpaQuotaStore;
import io.omniroute.persistence.testing.CountingVersion;
import io.omniroute.persistence.testing.Samples;
import io.omniroute.persistence.testing.Unit;
import io.omniroute.persistence.testing.Unit.Platform;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.connection.Connections;
import io.omniroute.provider.connection.QuotaWindow;
import io.omniroute.provider.connection.QuotaWindow.Period;
import io.omniroute.routing.quota.QuotaCount;
import io.omniroute.routing.quota.QuotaKey;
import io.omniroute.routing.quota.QuotaState;
import io.omniroute.routing.quota.QuotaStore;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuotaStoreTest {
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
        store.removeReports(Set.of(first));
        assertThat(store.loadReports()).containsOnlyKeys(second);
        assertThat(store.load()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatBelongsToADeletedConnectionIsDropped(Platform platform, @TempDir Path directory) {
        Unit unit = Unit.on(platform);
        QuotaStore store = unit.transactional(QuotaStore.class, JpaQuotaStore::new);
        Connections connections = unit.transactional(
                Connections.class,
                entities -> new JpaConnections(entities, new CountingVersion(), TestKeys.generatedIn(directory, unit)));
        Connection kept = Samples.connection("kept", "sk-kept", Samples.NOON);
        connections.put(kept);
        QuotaKey here = new QuotaKey(kept.id(), Period.DAILY, QuotaWindow.Unit.TOKENS);
        QuotaKey gone = new QuotaKey(ConnectionId.random(), Period.DAILY, QuotaWindow.Unit.TOKENS);
        QuotaCount ten = new QuotaCount(Samples.NOON, BigDecimal.TEN);
        List<QuotaState> weekly = List.of(report("vendor-weekly", "99.5", 3));
        store.save(Map.of(here, ten, gone, ten));
        store.saveReports(Map.of(kept.id(), weekly, gone.connection(), weekly));

        store.removeOrphans();

        assertThat(store.load()).containsOnly(Map.entry(here, ten));
        assertThat(store.loadReports()).containsOnly(Map.entry(kept.id(), weekly));
    }

    private static QuotaState report(String name, String used, long hours) {
        return new QuotaState(
                name,
                new BigDecimal(used),
                new BigDecimal("100"),
                Optional.of(Samples.NOON.plusSeconds(hours * 3_600)));
    }
}

package io.omniroute.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.persistence.combo.JpaCombos;
import io.omniroute.persistence.connection.JpaConnections;
import io.omniroute.persistence.connection.JpaProviderNodes;
import io.omniroute.persistence.crypto.MasterKeys;
import io.omniroute.persistence.crypto.TestKeys;
import io.omniroute.persistence.egress.JpaProxyLog;
import io.omniroute.persistence.egress.JpaProxyStore;
import io.omniroute.persistence.testing.CountingVersion;
import io.omniroute.persistence.testing.Samples;
import io.omniroute.persistence.testing.Unit;
import io.omniroute.persistence.testing.Unit.Platform;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.Connections;
import io.omniroute.provider.connection.ProviderNode;
import io.omniroute.provider.connection.ProviderNodes;
import io.omniroute.provider.outbound.ProxyServer;
import io.omniroute.provider.outbound.ProxyServer.Kind;
import io.omniroute.provider.outbound.ProxyServer.Login;
import io.omniroute.provider.store.Secret;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.combo.Combos;
import io.omniroute.routing.egress.ProxyLevel;
import io.omniroute.routing.egress.ProxyPlace;
import io.omniroute.routing.egress.ProxyRule;
import io.omniroute.routing.egress.ProxyRules;
import io.omniroute.routing.egress.ProxyStore;
import io.omniroute.routing.passage.ProxyLog;
import io.omniroute.routing.passage.ProxyLogEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProxiesStoredTest {
    private static final String PASSWORD = "a-proxy-password-that-is-found-nowhere";

    @TempDir
    private Path directory;

    private final CountingVersion version = new CountingVersion();
    private Unit unit;
    private MasterKeys keys;

    private ProxyStore store(Platform platform) {
        unit = Unit.on(platform);
        keys = TestKeys.generatedIn(directory, unit);
        return unit.transactional(ProxyStore.class, entities -> new JpaProxyStore(entities, version, keys));
    }

    private static ProxyRule proxy(String host) {
        return ProxyRule.by(new ProxyServer(
                Kind.SOCKS5, host, 1080, Optional.of(new Login("u", new Secret(PASSWORD + host))), true));
    }

    @ParameterizedTest
    @EnumSource
    void rulesAreKeptAndGoWithWhatTheyAreAbout(Platform platform) {
        ProxyStore store = store(platform);
        assertThat(store.read()).isEqualTo(ProxyRules.NONE);
        ProviderNodes nodes =
                unit.transactional(ProviderNodes.class, entities -> new JpaProviderNodes(entities, version));
        Combos combos = unit.transactional(Combos.class, entities -> new JpaCombos(entities, version));
        Connections connections =
                unit.transactional(Connections.class, entities -> new JpaConnections(entities, version, keys));
        ProviderNode node = Samples.node("acme", Samples.NOON);
        Combo combo = Samples.combo("tiers", Samples.NOON);
        Connection connection = Samples.connection("main", "sk-key", Samples.NOON);
        nodes.put(node);
        combos.put(combo);
        connections.put(connection);
        ProxyRules staying = ProxyRules.NONE
                .with(ProxyPlace.GLOBAL, proxy("global.example"))
                .with(new ProxyPlace(ProxyLevel.PROVIDER, "openai"), ProxyRule.DIRECT);
        ProxyRules all = staying.with(new ProxyPlace(ProxyLevel.PROVIDER, "acme"), proxy("node.example"))
                .with(new ProxyPlace(ProxyLevel.COMBO, combo.id().toString()), proxy("combo.example"))
                .with(new ProxyPlace(ProxyLevel.CONNECTION, connection.id().toString()), ProxyRule.DIRECT);
        store.write(all);
        assertThat(store.read()).isEqualTo(all);
        ProxyRules changed = all.with(ProxyPlace.GLOBAL, ProxyRule.DIRECT)
                .with(new ProxyPlace(ProxyLevel.PROVIDER, "acme"), proxy("other.example"));
        store.write(changed);
        assertThat(store.read()).isEqualTo(changed);
        connections.remove(connection.id());
        combos.remove(combo.id());
        nodes.remove(node.id());
        nodes.put(Samples.node("acme", Samples.NOON));
        assertThat(store.read()).isEqualTo(staying.with(ProxyPlace.GLOBAL, ProxyRule.DIRECT));
        store.write(ProxyRules.NONE);
        assertThat(store.read()).isEqualTo(ProxyRules.NONE);
    }

    @Test
    void noPasswordIsInTheDatabaseFile() throws Exception {
        ProxyStore store = store(Platform.ECLIPSELINK_H2);
        store.write(ProxyRules.NONE.with(ProxyPlace.GLOBAL, proxy("marked-host.example")));
        try (var connection = unit.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("checkpoint sync");
        }
        String file = Files.readString(Unit.h2File(Platform.ECLIPSELINK_H2), StandardCharsets.ISO_8859_1);
        assertThat(file).contains("marked-host.example").doesNotContain(PASSWORD);
    }

    private static ProxyLogEntry entry(int number, Optional<String> error) {
        return new ProxyLogEntry(
                UUID.randomUUID(),
                Samples.NOON.plusMillis(number / 3),
                "req_" + number,
                number % 2 == 0 ? "acme" : "beta",
                Optional.of(UUID.randomUUID().toString()),
                Optional.empty(),
                number % 2 == 0 ? ProxyLevel.GLOBAL : ProxyLevel.ENVIRONMENT,
                "",
                number % 2 == 0 ? "http" : "socks5",
                "Proxy.example",
                3128,
                "api_" + number + ".example:443",
                number,
                error,
                Optional.of("TLSv1.3 with 1 cipher suites"));
    }

    private static ProxyLog.Query all(Optional<UUID> after, int limit) {
        return new ProxyLog.Query(
                after, limit, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @ParameterizedTest
    @EnumSource
    void theLogIsPagedTrimmedAndCleared(Platform platform) {
        unit = Unit.on(platform);
        ProxyLog log = unit.transactional(ProxyLog.class, JpaProxyLog::new);
        List<ProxyLogEntry> entries = IntStream.range(0, 20)
                .mapToObj(number -> entry(number, Optional.empty()))
                .toList();
        log.append(entries);
        List<ProxyLogEntry> seen = new ArrayList<>();
        Optional<UUID> after = Optional.empty();
        for (var page = log.page(all(after, 7)); !page.isEmpty(); page = log.page(all(after, 7))) {
            seen.addAll(page);
            after = Optional.of(page.getLast().id());
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(entries);
        log.trim(5);
        assertThat(log.page(all(Optional.empty(), 100))).isEqualTo(seen.subList(0, 5));
        log.trim(6);
        assertThat(log.clear()).isEqualTo(5);
        assertThat(log.page(all(Optional.empty(), 100))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theLogIsSearched(Platform platform) {
        unit = Unit.on(platform);
        ProxyLog log = unit.transactional(ProxyLog.class, JpaProxyLog::new);
        ProxyLogEntry good = entry(1, Optional.empty());
        ProxyLogEntry bad = entry(2, Optional.of("proxy_refused: 100% Refused " + "x".repeat(3_000)));
        log.append(List.of(good, bad));
        assertThat(found(log, "error", "", "", "", "")).containsExactly(bad.id());
        assertThat(found(log, "ok", "", "", "", "")).containsExactly(good.id());
        assertThat(found(log, "", "socks5", "beta", "environment", "")).containsExactly(good.id());
        assertThat(found(log, "", "http", "beta", "", "")).isEmpty();
        assertThat(found(log, "", "", "", "", "100% rEFUSED")).containsExactly(bad.id());
        assertThat(found(log, "", "", "", "", "api_1.")).containsExactly(good.id());
        assertThat(found(log, "", "", "", "", "api%1")).isEmpty();
        assertThat(found(log, "", "", "", "", "PROXY.example")).hasSize(2);
    }

    /** @param said status, type, provider, level and search, those that are asked for */
    private static List<UUID> found(ProxyLog log, String... said) {
        return log
                .page(new ProxyLog.Query(
                        Optional.empty(),
                        10,
                        given(said[0]).map("error"::equals),
                        given(said[1]),
                        given(said[2]),
                        given(said[3]),
                        given(said[4])))
                .stream()
                .map(ProxyLogEntry::id)
                .toList();
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(words -> !words.isEmpty());
    }
}

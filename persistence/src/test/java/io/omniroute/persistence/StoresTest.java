package io.omniroute.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.persistence.access.JpaApiKeys;
import io.omniroute.persistence.access.JpaUsers;
import io.omniroute.persistence.budget.JpaBudgets;
import io.omniroute.persistence.combo.JpaCombos;
import io.omniroute.persistence.connection.JpaConnections;
import io.omniroute.persistence.connection.JpaProviderNodes;
import io.omniroute.persistence.cost.JpaPrices;
import io.omniroute.persistence.crypto.MasterKeys;
import io.omniroute.persistence.crypto.TestKeys;
import io.omniroute.persistence.models.JpaCustomModels;
import io.omniroute.persistence.models.JpaModelAliases;
import io.omniroute.persistence.testing.CountingVersion;
import io.omniroute.persistence.testing.Samples;
import io.omniroute.persistence.testing.Unit;
import io.omniroute.persistence.testing.Unit.Platform;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.Connections;
import io.omniroute.provider.connection.Limits;
import io.omniroute.provider.connection.ProviderNode;
import io.omniroute.provider.connection.ProviderNodes;
import io.omniroute.provider.store.DuplicateException;
import io.omniroute.provider.store.Store;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiKeys;
import io.omniroute.routing.access.KeySecrets;
import io.omniroute.routing.access.Role;
import io.omniroute.routing.access.User;
import io.omniroute.routing.access.Users;
import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetScope;
import io.omniroute.routing.budget.Budgets;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.combo.Combos;
import io.omniroute.routing.cost.DatedPrice;
import io.omniroute.routing.cost.Prices;
import io.omniroute.routing.models.CustomModels;
import io.omniroute.routing.models.ModelAlias;
import io.omniroute.routing.models.ModelAliases;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoresTest {
    private static final Instant FIRST = Samples.NOON;
    private static final Instant SECOND = FIRST.plusNanos(1_000);

    @TempDir
    private Path directory;

    private final CountingVersion version = new CountingVersion();
    private Unit unit;

    @ParameterizedTest
    @EnumSource
    void nodesAreKept(Platform platform) {
        ProviderNodes nodes =
                on(platform).transactional(ProviderNodes.class, entities -> new JpaProviderNodes(entities, version));
        ProviderNode acme = Samples.node("acme", FIRST);
        keeps(nodes, acme, Samples.node("beta", SECOND), ProviderNode::id);
        nodes.put(acme);
        refuses("prefix", () -> nodes.put(Samples.node("acme", SECOND)));
        ProviderNode beta = nodes.list().getLast();
        ProviderNode renamed = new ProviderNode(
                beta.id(),
                acme.prefix(),
                "x",
                beta.format(),
                "u",
                false,
                beta.timeouts(),
                beta.tier(),
                Optional.empty(),
                beta.createdAt());
        refuses("prefix", () -> nodes.put(renamed));
    }

    @ParameterizedTest
    @EnumSource
    void combosAreKept(Platform platform) {
        Combos combos = on(platform).transactional(Combos.class, entities -> new JpaCombos(entities, version));
        Combo tiers = Samples.combo("tiers", FIRST);
        keeps(combos, tiers, Samples.combo("org/other", SECOND), Combo::id);
        combos.put(tiers);
        refuses("name", () -> combos.put(Samples.combo("tiers", SECOND)));
    }

    @ParameterizedTest
    @EnumSource
    void connectionsAreKept(Platform platform) {
        on(platform);
        Connections connections = connections(TestKeys.generatedIn(directory, unit));
        Connection main = Samples.connection("main", "sk-1", FIRST);
        keeps(connections, main, Samples.keyless("local", SECOND), Connection::id);
        connections.put(main);
        refuses("name", () -> connections.put(Samples.keyless("main", SECOND)));
        Limits limits = new Limits(1, 2, Duration.ofMillis(3), 4, 5, Duration.ofMillis(6));
        Connection closed =
                main.withLimits(limits).withQuotas(Samples.QUOTAS).disabledBecause("ACCOUNT_CLOSED: banned");
        connections.put(closed);
        assertThat(connections.find(main.id())).contains(closed);
    }

    @ParameterizedTest
    @EnumSource
    void budgetsAreKept(Platform platform) {
        Budgets budgets = on(platform).transactional(Budgets.class, entities -> new JpaBudgets(entities, version));
        Budget staff = Samples.budget(BudgetScope.GROUP, "staff", FIRST);
        keeps(budgets, staff, Samples.budget(BudgetScope.PROVIDER, "acme", SECOND), Budget::id);
        budgets.put(staff);
        refuses("period", () -> budgets.put(Samples.budget(BudgetScope.GROUP, "staff", SECOND)));
    }

    @ParameterizedTest
    @EnumSource
    void gatewayKeysAreKept(Platform platform) {
        ApiKeys keys = on(platform).transactional(ApiKeys.class, entities -> new JpaApiKeys(entities, version));
        ApiKey ci = Samples.apiKey("ci", "sk-1", FIRST);
        keeps(keys, ci, Samples.apiKey("cd", "sk-2", SECOND), ApiKey::id);
        keys.put(ci);
        ApiKey slow = ci.withLimits(new Limits(1, 2, Duration.ofMillis(3), 4, 5, Duration.ofMillis(6)));
        keys.put(slow);
        assertThat(keys.find(ci.id())).contains(slow);
        refuses("name", () -> keys.put(Samples.apiKey("ci", "sk-3", SECOND)));
        refuses("key", () -> keys.put(Samples.apiKey("other", "sk-1", SECOND)));
    }

    @ParameterizedTest
    @EnumSource
    void loginsAliasesModelsAndPricesAreKept(Platform platform) {
        on(platform);
        Users users = unit.transactional(Users.class, entities -> new JpaUsers(entities, version));
        keeps(users, new User("admin", "PBKDF2:1", Role.ADMIN), new User("Admin", "h", Role.VIEWER), User::name);

        ModelAliases aliases = unit.transactional(ModelAliases.class, e -> new JpaModelAliases(e, version));
        keeps(aliases, new ModelAlias("fast", "acme/a"), new ModelAlias("big", "fast"), ModelAlias::alias);

        CustomModels models = unit.transactional(CustomModels.class, e -> new JpaCustomModels(e, version));
        var large = Samples.customModel("a/b", OptionalInt.of(1_000_000));
        keeps(models, large, Samples.customModel("c", OptionalInt.empty()), model -> model.key());

        Prices prices = unit.transactional(Prices.class, entities -> new JpaPrices(entities, version));
        DatedPrice price = Samples.price("a/b", "1.25", FIRST);
        keeps(prices, price, Samples.price("a/b", "100", SECOND), DatedPrice::key);
    }

    @ParameterizedTest
    @EnumSource
    void anInstantFinerThanTheColumnIsFoundAgain(Platform platform) {
        Prices prices = on(platform).transactional(Prices.class, entities -> new JpaPrices(entities, version));
        DatedPrice price = Samples.price("a", "1", Instant.parse("2026-10-25T00:30:00.123456789Z"));
        prices.put(price);
        assertThat(prices.find(price.key()).orElseThrow().validFrom())
                .isEqualTo(Instant.parse("2026-10-25T00:30:00.123456Z"));
        assertThat(prices.remove(price.key())).isTrue();
    }

    @Test
    void noKeyStandsInTheDatabaseFile() throws Exception {
        on(Platform.ECLIPSELINK_H2);
        String vendorKey = "sk-vendor-4711-very-secret";
        String gatewayKey = KeySecrets.generate();
        connections(TestKeys.generatedIn(directory, unit)).put(Samples.connection("plain-name", vendorKey, FIRST));
        unit.transactional(ApiKeys.class, entities -> new JpaApiKeys(entities, version))
                .put(Samples.apiKey("ci", gatewayKey, FIRST));
        checkpoint();

        byte[] file = Files.readAllBytes(Unit.h2File(Platform.ECLIPSELINK_H2));
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(contains(file, vendorKey, charset)).isFalse();
            assertThat(contains(file, "a-1\"", charset)).isFalse(); // a parameter of the connection
            assertThat(contains(file, gatewayKey, charset)).isFalse();
        }
        assertThat(contains(file, "plain-name", StandardCharsets.UTF_8)).isTrue(); // it is the file, uncompressed
    }

    private Unit on(Platform platform) {
        unit = Unit.on(platform);
        return unit;
    }

    private Connections connections(MasterKeys keys) {
        return unit.transactional(Connections.class, entities -> new JpaConnections(entities, version, keys));
    }

    /** The contract of every store. @param second comes later in the list */
    private <K, V> void keeps(Store<K, V> store, V first, V second, Function<V, K> key) {
        long before = version.current();
        assertThat(store.list()).isEmpty();
        store.put(first);
        store.put(second);
        assertThat(store.list()).containsExactly(first, second);
        assertThat(store.find(key.apply(second))).contains(second);
        store.put(second);
        assertThat(store.list()).hasSize(2);
        assertThat(store.remove(key.apply(first))).isTrue();
        assertThat(version.current()).isEqualTo(before + 4);
        assertThat(store.remove(key.apply(first))).isFalse();
        assertThat(version.current()).isEqualTo(before + 4);
        assertThat(store.find(key.apply(first))).isEmpty();
        assertThat(store.list()).containsExactly(second);
    }

    private static void refuses(String field, ThrowingCallable change) {
        assertThatThrownBy(change).isInstanceOfSatisfying(DuplicateException.class, e -> assertThat(e.field())
                .isEqualTo(field));
    }

    private void checkpoint() throws SQLException {
        try (var connection = unit.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("checkpoint sync");
        }
    }

    private static boolean contains(byte[] file, String text, Charset charset) {
        return new String(file, StandardCharsets.ISO_8859_1)
                .contains(new String(text.getBytes(charset), StandardCharsets.ISO_8859_1));
    }
}

package io.omniroute.persistence.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.persistence.testing.CallSamples;
import io.omniroute.persistence.testing.Samples;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.connection.Connections;
import io.omniroute.provider.connection.ProviderNode;
import io.omniroute.provider.connection.ProviderNodes;
import io.omniroute.provider.connection.QuotaWindow.Period;
import io.omniroute.provider.connection.QuotaWindow.Unit;
import io.omniroute.provider.store.DuplicateException;
import io.omniroute.routing.access.ApiKeys;
import io.omniroute.routing.access.Users;
import io.omniroute.routing.audit.AuditEntry;
import io.omniroute.routing.audit.AuditLog;
import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetPeriod;
import io.omniroute.routing.budget.BudgetScope;
import io.omniroute.routing.budget.Budgets;
import io.omniroute.routing.budget.SpentSums;
import io.omniroute.routing.cache.CacheRule;
import io.omniroute.routing.cache.CacheSettings;
import io.omniroute.routing.cache.CacheSettingsStore;
import io.omniroute.routing.cost.Cost;
import io.omniroute.routing.cost.DatedPrice;
import io.omniroute.routing.cost.Prices;
import io.omniroute.routing.egress.ProxyLevel;
import io.omniroute.routing.egress.ProxyPlace;
import io.omniroute.routing.egress.ProxyRule;
import io.omniroute.routing.egress.ProxyRules;
import io.omniroute.routing.egress.ProxyStore;
import io.omniroute.routing.health.HealthStore;
import io.omniroute.routing.models.CustomModels;
import io.omniroute.routing.models.ModelAlias;
import io.omniroute.routing.models.ModelAliases;
import io.omniroute.routing.quota.QuotaCount;
import io.omniroute.routing.quota.QuotaKey;
import io.omniroute.routing.quota.QuotaState;
import io.omniroute.routing.quota.QuotaStore;
import io.omniroute.routing.rating.Correction;
import io.omniroute.routing.rating.Corrections;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.settings.SettingsStore;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import io.omniroute.routing.usage.AttemptId;
import io.omniroute.routing.usage.AttemptLog;
import io.omniroute.routing.usage.FileUsageJournal;
import io.omniroute.routing.usage.LedgerFollower;
import io.omniroute.routing.usage.LogFilter;
import io.omniroute.routing.usage.LoggedAttempt;
import io.omniroute.routing.usage.UsageLedger;
import io.omniroute.routing.usage.UsageLedger.Grouping;
import io.omniroute.routing.usage.UsageLedger.LogQuery;
import io.omniroute.routing.usage.UsageRecord;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What holds inside the server on every database. */
@ExtendWith(ArquillianExtension.class)
abstract class PersistenceContract {
    @Inject
    private ProviderNodes nodes;

    @Inject
    private Connections connections;

    @Inject
    private ApiKeys apiKeys;

    @Inject
    private Users users;

    @Inject
    private ModelAliases aliases;

    @Inject
    private CustomModels models;

    @Inject
    private Prices prices;

    @Inject
    private Budgets budgets;

    @Inject
    private SpentSums spent;

    @Inject
    private CacheSettingsStore cache;

    @Inject
    private ProxyStore proxies;

    @Inject
    private Corrections corrections;

    @Inject
    private SettingsStore settings;

    @Inject
    private HealthStore health;

    @Inject
    private QuotaStore quotas;

    @Inject
    private AuditLog audit;

    @Inject
    private UsageLedger ledger;

    @Inject
    private AttemptLog attempts;

    @Inject
    private ConfigurationVersion version;

    @Inject
    private Announcements announcements;

    @Inject
    private UserTransaction transaction;

    @BeforeEach
    void forgetEarlierAnnouncements() {
        announcements.take();
    }

    @Test
    void aChangeIsAnnouncedAndReadableBeforeTheCallReturns() {
        ProviderNode node = node();
        long before = version.current();
        nodes.put(node);
        assertThat(announcements.take()).singleElement().satisfies(read -> assertThat(read)
                .contains(node));
        assertThat(version.current()).isEqualTo(before + 1);

        assertThat(nodes.remove(node.id())).isTrue();
        assertThat(announcements.take()).singleElement().satisfies(read -> assertThat(read)
                .doesNotContain(node));
    }

    @Test
    void manyChangesInOneTransactionAreAnnouncedOnceAndAfterIt() throws Exception {
        ProviderNode first = node();
        ProviderNode second = node();
        transaction.begin();
        nodes.put(first);
        nodes.put(second);
        assertThat(announcements.take()).isEmpty();
        transaction.commit();
        assertThat(announcements.take()).singleElement().satisfies(read -> assertThat(read)
                .contains(first, second));
    }

    @Test
    void whatIsRolledBackIsNeitherKeptNorAuditedNorAnnounced() throws Exception {
        ProviderNode node = node();
        AuditEntry entry = entry();
        long before = version.current();
        transaction.begin();
        nodes.put(node);
        audit.append(entry);
        transaction.rollback();
        assertThat(nodes.find(node.id())).isEmpty();
        assertThat(audit.page(Optional.empty(), 100)).doesNotContain(entry);
        assertThat(version.current()).isEqualTo(before);
        assertThat(announcements.take()).isEmpty();
    }

    @Test
    void aTakenPrefixIsNamedAndChangesNothing() {
        ProviderNode node = node();
        nodes.put(node);
        announcements.take();
        ProviderNode rival = Samples.node(node.prefix().value(), Samples.NOON);
        assertThatThrownBy(() -> nodes.put(rival))
                .isInstanceOfSatisfying(
                        DuplicateException.class, e -> assertThat(e.field()).isEqualTo("prefix"));
        assertThat(nodes.find(rival.id())).isEmpty();
        assertThat(announcements.take()).isEmpty();
    }

    @Test
    void everyKindOfConfigurationIsWired() {
        Connection connection = Samples.connection(unique(), "sk-vendor", Samples.NOON);
        connections.put(connection);
        assertThat(connections.find(connection.id())).contains(connection);
        var key = Samples.apiKey(unique(), unique(), Samples.NOON);
        apiKeys.put(key);
        assertThat(apiKeys.list()).contains(key);
        ModelAlias alias = new ModelAlias(unique(), "acme/a");
        aliases.put(alias);
        assertThat(aliases.find(alias.alias())).contains(alias);
        var model = Samples.customModel(unique(), OptionalInt.of(7));
        models.put(model);
        assertThat(models.find(model.key())).contains(model);
        DatedPrice price = Samples.price(unique(), "1.5", Samples.NOON);
        prices.put(price);
        assertThat(prices.find(price.key())).contains(price);
        Budget budget = Samples.budget(BudgetScope.GROUP, unique(), Samples.NOON);
        budgets.put(budget);
        assertThat(budgets.list()).contains(budget);
        assertThat(users.find(unique())).isEmpty();
        CacheSettings remembered = new CacheSettings(CacheRule.OFF, 7, 8, Duration.ZERO, Map.of(), Map.of());
        cache.write(remembered);
        assertThat(cache.read()).isEqualTo(remembered);
        Settings closed = new Settings(false, Set.of("beta"));
        settings.write(closed);
        assertThat(settings.read()).isEqualTo(closed);
        AuditEntry entry = entry();
        audit.append(entry);
        assertThat(audit.page(Optional.empty(), 1_000)).contains(entry);
    }

    @Test
    void aRuleAboutProxiesIsKeptAndGoesWithItsNode() {
        ProviderNode node = node();
        nodes.put(node);
        ProxyPlace place = new ProxyPlace(ProxyLevel.PROVIDER, node.prefix().value());
        proxies.write(ProxyRules.NONE.with(place, ProxyRule.DIRECT));
        assertThat(proxies.read().at(place)).contains(ProxyRule.DIRECT);
        nodes.remove(node.id());
        assertThat(proxies.read()).isEqualTo(ProxyRules.NONE);
    }

    @Test
    void healthAndQuotasAreKeptWithoutAWordToTheConfiguration() {
        long before = version.current();
        var account = Samples.resting(unique(), Optional.empty());
        var model = Samples.resting(unique(), Optional.of("a/b"));
        health.save(Map.of(account, Samples.RESTING, model, Samples.RESTING));
        assertThat(health.load()).containsEntry(account, Samples.RESTING).containsEntry(model, Samples.RESTING);
        QuotaKey key = new QuotaKey(ConnectionId.random(), Period.DAILY, Unit.TOKENS);
        quotas.save(Map.of(key, new QuotaCount(Samples.NOON, BigDecimal.TEN)));
        assertThat(quotas.load()).containsEntry(key, new QuotaCount(Samples.NOON, BigDecimal.TEN));
        QuotaState report = new QuotaState("vendor-5h", BigDecimal.ONE, BigDecimal.TEN, Optional.of(Samples.NOON));
        quotas.saveReports(Map.of(key.connection(), List.of(report)));
        assertThat(quotas.loadReports()).containsEntry(key.connection(), List.of(report));
        health.remove(List.of(account));
        assertThat(health.load()).doesNotContainKey(account).containsKey(model);
        assertThat(version.current()).isEqualTo(before);
        assertThat(announcements.take()).isEmpty();
    }

    @Test
    void theJournalDrainsIntoTheLedgerFromItsOwnThread() {
        FileUsageJournal journal = new FileUsageJournal(ledger, LedgerFollower.NONE);
        String model = unique();
        List<UsageRecord> records = IntStream.range(0, 600)
                .mapToObj(i -> CallSamples.usage(Samples.NOON.plusMillis(i), model, 200, "0.5"))
                .toList();
        records.forEach(journal::append);
        journal.start();
        assertThat(journal.flush(Duration.ofSeconds(60))).isTrue();
        assertThat(ledger.page(ofModel(model)))
                .extracting(UsageRecord::id)
                .containsExactlyElementsOf(
                        records.reversed().stream().map(UsageRecord::id).toList());
        assertThat(ledger.sums(Samples.NOON, Samples.NOON.plusSeconds(1), Grouping.DAY))
                .singleElement()
                .satisfies(day -> {
                    assertThat(day.key()).isEqualTo("2026-05-04");
                    assertThat(day.requests()).isGreaterThanOrEqualTo(600);
                    assertThat(day.costUsd()).isGreaterThan(new BigDecimal("300"));
                });
    }

    @Test
    void budgetsCountRecordsAndTheirCorrections() {
        String provider = unique();
        UsageRecord usage = CallSamples.usageOf(provider, Samples.NOON, "0.5");
        ledger.append(List.of(usage));
        Budget budget = Samples.budget(BudgetScope.PROVIDER, provider, Samples.NOON);
        BudgetPeriod.Span may = budget.around(Samples.NOON);
        assertThat(spent.spent(budget, may)).isEqualByComparingTo("0.500000000001");
        Cost cheaper =
                new Cost(new BigDecimal("-0.25"), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
        corrections.append(
                List.of(usage.id()),
                known -> List.of(new Correction(
                        UUID.randomUUID(), usage.id(), UUID.randomUUID(), Samples.NOON.plusSeconds(9), cheaper)));
        assertThat(spent.spent(budget, may)).isEqualByComparingTo("0.250000000001");
        assertThat(corrections.of(List.of(usage.id()))).containsEntry(usage.id(), cheaper);
    }

    @Test
    void attemptsTellWhetherTheirVendorWasAsked() {
        UsageRecord call = CallSamples.usage(Samples.NOON.minusSeconds(99), unique(), 200, "0.5");
        ledger.append(List.of(call));
        assertThat(numbers(call, false)).containsExactly(1);
        assertThat(numbers(call, true)).containsExactly(2);
    }

    private List<Integer> numbers(UsageRecord call, boolean asked) {
        Optional<Instant> time = Optional.of(call.time());
        AttemptLog.Query query = new AttemptLog.Query(
                Optional.empty(),
                1_000,
                time,
                time.map(from -> from.plusMillis(1)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(asked));
        return attempts.page(query).stream()
                .map(LoggedAttempt::id)
                .filter(id -> id.call().equals(call.id()))
                .map(AttemptId::number)
                .toList();
    }

    private static LogQuery ofModel(String model) {
        return new LogQuery(Optional.empty(), 1_000, LogFilter.ALL.with(LogFilter.Field.MODEL, model));
    }

    private static ProviderNode node() {
        return Samples.node(unique(), Samples.NOON);
    }

    private static AuditEntry entry() {
        return new AuditEntry(
                UUID.randomUUID(), Samples.NOON, "admin", "a.b", "x", "::1", Optional.empty(), Optional.of("{}"));
    }

    private static String unique() {
        return UUID.randomUUID().toString();
    }
}

package io.omniroute.persistence.testing;

import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.Price;
import io.omniroute.provider.catalog.ProviderDescriptor.Tier;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.catalog.Timeouts;
import io.omniroute.provider.connection.AccountStrategy;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.connection.Limits;
import io.omniroute.provider.connection.NodeId;
import io.omniroute.provider.connection.ProviderNode;
import io.omniroute.provider.connection.QuotaWindow;
import io.omniroute.provider.connection.QuotaWindow.Period;
import io.omniroute.provider.connection.QuotaWindow.Unit;
import io.omniroute.provider.outbound.TlsProfile;
import io.omniroute.provider.store.Secret;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.AddressPattern;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.access.ApiScope;
import io.omniroute.routing.access.KeyRules;
import io.omniroute.routing.access.KeySecrets;
import io.omniroute.routing.access.RetiredSecret;
import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetId;
import io.omniroute.routing.budget.BudgetPeriod;
import io.omniroute.routing.budget.BudgetScope;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.combo.ComboConfig;
import io.omniroute.routing.combo.ComboId;
import io.omniroute.routing.combo.ComboStep;
import io.omniroute.routing.combo.ComboStep.Goal;
import io.omniroute.routing.cost.DatedPrice;
import io.omniroute.routing.health.CircuitKey;
import io.omniroute.routing.health.CircuitState;
import io.omniroute.routing.health.CircuitState.Phase;
import io.omniroute.routing.health.Reason;
import io.omniroute.routing.models.CustomModel;
import io.omniroute.routing.policy.RoutingPolicy;
import io.omniroute.routing.shaping.SystemPrompt;
import io.omniroute.routing.strategy.Strategy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Values to store. */
public final class Samples {
    public static final ProviderId ACME = new ProviderId("acme");
    public static final Instant NOON = Instant.parse("2026-05-04T12:00:00.123456Z");

    public static final CircuitState RESTING =
            new CircuitState(Phase.RESTING, 3, 2, 4, Reason.RATE_LIMITED, "slow down, 😀", NOON, NOON.plusSeconds(60));

    public static final List<QuotaWindow> QUOTAS = List.of(
            new QuotaWindow(Period.FIVE_HOURS, Unit.TOKENS, new BigDecimal("1000000"), 0, ZoneOffset.UTC),
            new QuotaWindow(Period.DAILY, Unit.USD, new BigDecimal("2.5"), 10, ZoneId.of("Europe/Berlin")));

    private static final TlsProfile TLS = new TlsProfile(
            List.of("TLSv1.3"),
            List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384"),
            List.of("x25519"),
            List.of(),
            List.of("http/1.1"));

    private Samples() {}

    public static CircuitKey resting(String provider, Optional<String> model) {
        return new CircuitKey(new ProviderId(provider), Optional.of(ConnectionId.random()), model);
    }

    public static ProviderNode node(String prefix, Instant createdAt) {
        return new ProviderNode(
                NodeId.random(),
                new ProviderId(prefix),
                "Node " + prefix,
                WireFormat.GEMINI,
                "http://127.0.0.1:9000",
                true,
                new Timeouts(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(3)),
                Tier.CHEAP,
                Optional.of(AccountStrategy.LEAST_USED),
                createdAt);
    }

    public static Combo combo(String name, Instant createdAt) {
        return new Combo(
                ComboId.random(),
                name,
                Strategy.WEIGHTED,
                List.of(
                        new ComboStep(
                                new Goal.Model("acme", "org/a", Optional.of(ConnectionId.random())),
                                7,
                                List.of("gold")),
                        new ComboStep(new Goal.AnyModel("beta"), 0, List.of()),
                        new ComboStep(new Goal.Nested("inner"), 100, List.of())),
                config(),
                createdAt);
    }

    public static RoutingPolicy policy() {
        return new RoutingPolicy(
                AccountStrategy.P2C,
                5,
                Map.of(ACME, AccountStrategy.ROUND_ROBIN),
                false,
                4,
                List.of("acme/old-*"),
                List.of("acme/gone"),
                config(),
                Map.of(ACME, ComboConfig.NONE));
    }

    private static ComboConfig config() {
        return new ComboConfig(
                Optional.of(2),
                Optional.of(Duration.ofMillis(30)),
                Optional.of(Duration.ofSeconds(9)),
                Optional.of(4),
                Optional.of(Duration.ofMillis(500)),
                Optional.of(6),
                Optional.of(8));
    }

    public static Connection connection(String name, String apiKey, Instant createdAt) {
        return new Connection(
                ConnectionId.random(),
                ACME,
                name,
                Optional.of(new Secret(apiKey)),
                7,
                true,
                Optional.of("https://eu.acme.example"),
                Map.of("account_id", "a-1", "region", "eu"),
                createdAt,
                Optional.empty(),
                Limits.NONE,
                List.of(),
                Optional.of(TLS));
    }

    public static Connection keyless(String name, Instant createdAt) {
        return new Connection(
                ConnectionId.random(),
                ACME,
                name,
                Optional.empty(),
                1,
                false,
                Optional.empty(),
                Map.of(),
                createdAt,
                Optional.empty(),
                Limits.NONE,
                List.of(),
                Optional.empty());
    }

    public static ApiKey apiKey(String name, String key, Instant createdAt) {
        return new ApiKey(
                ApiKeyId.random(),
                name,
                KeySecrets.hash(key),
                KeySecrets.hint(key),
                List.of("acme/*", "b,\"c"),
                List.of("acme"),
                true,
                Optional.of(createdAt.plusSeconds(60)),
                createdAt,
                Optional.of("staff"),
                Limits.NONE,
                new KeyRules(
                        Set.of(ApiScope.CHAT, ApiScope.MODELS),
                        List.of(AddressPattern.parse("10.0.*.*"), AddressPattern.parse("fd00::/8")),
                        false,
                        true,
                        Optional.of(new RetiredSecret(KeySecrets.hash("sk-old-" + name), createdAt.plusSeconds(5))),
                        new SystemPrompt(true, "Be \"kind\".\nAlways.", SystemPrompt.Position.SUFFIX)));
    }

    public static CustomModel customModel(String id, OptionalInt contextTokens) {
        return new CustomModel(
                ACME,
                new ModelDescriptor(
                        id, "Model", contextTokens, OptionalInt.empty(), Optional.empty(), true, false, true));
    }

    public static DatedPrice price(String model, String input, Instant validFrom) {
        Price price = new Price(
                new BigDecimal(input),
                BigDecimal.TEN,
                Optional.of(new BigDecimal("0.075")),
                Optional.empty(),
                Optional.of(new BigDecimal("0.000000000001")),
                Optional.of(new BigDecimal("6")),
                Optional.of(new BigDecimal("0.5")));
        return new DatedPrice(ACME, model, price, validFrom);
    }

    public static Budget budget(BudgetScope scope, String target, Instant createdAt) {
        return new Budget(
                BudgetId.random(),
                scope,
                target,
                BudgetPeriod.MONTH,
                ZoneId.of("Europe/Berlin"),
                new BigDecimal("12.5"),
                true,
                new BigDecimal("0.8"),
                createdAt);
    }
}

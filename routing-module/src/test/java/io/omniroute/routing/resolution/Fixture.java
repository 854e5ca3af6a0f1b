package io.omniroute.routing.resolution;

import io.omniroute.provider.catalog.AuthScheme;
import io.omniroute.provider.catalog.Endpoints;
import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.catalog.Timeouts;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.connection.Limits;
import io.omniroute.provider.outbound.ProxyServer;
import io.omniroute.provider.store.Secret;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.access.KeyRules;
import io.omniroute.routing.access.KeySecrets;
import io.omniroute.routing.budget.BudgetPlan;
import io.omniroute.routing.cache.CacheSettings;
import io.omniroute.routing.callpolicy.CallPolicies;
import io.omniroute.routing.cost.PriceList;
import io.omniroute.routing.egress.ProxyPlace;
import io.omniroute.routing.egress.ProxyRule;
import io.omniroute.routing.egress.ProxyRules;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.snapshot.Routes;
import io.omniroute.routing.snapshot.Snapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Small configurations for tests of the road. */
public final class Fixture {
    public static final String KEY = "sk-test-key-of-the-fixture";

    private Fixture() {}

    public static ProviderDescriptor provider(String id, WireFormat format, String... models) {
        return new ProviderDescriptor(
                new ProviderId(id),
                Set.of(),
                id,
                ProviderDescriptor.Tier.API_KEY,
                "http://127.0.0.1:9/" + id,
                format,
                AuthScheme.BEARER,
                Endpoints.of(format),
                Map.of(),
                Stream.of(models).map(ModelDescriptor::unknown).toList(),
                Timeouts.DEFAULT,
                false);
    }

    public static Connection connection(String provider, int priority) {
        return new Connection(
                ConnectionId.random(),
                new ProviderId(provider),
                provider + priority,
                Optional.of(new Secret("vendor-secret")),
                priority,
                true,
                Optional.empty(),
                Map.of(),
                Instant.EPOCH,
                Optional.empty(),
                Limits.NONE,
                List.of(),
                Optional.empty());
    }

    public static ApiKey key(List<String> models, List<String> providers) {
        return new ApiKey(
                ApiKeyId.random(),
                "test",
                KeySecrets.hash(KEY),
                KeySecrets.hint(KEY),
                models,
                providers,
                true,
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                Limits.NONE,
                KeyRules.NONE);
    }

    public static ApiKey openKey() {
        return key(List.of("*"), List.of());
    }

    /** The same key, held to these rules. */
    public static ApiKey with(ApiKey key, KeyRules rules) {
        return new ApiKey(
                key.id(),
                key.name(),
                key.hash(),
                key.hint(),
                key.allowedModels(),
                key.allowedProviders(),
                key.enabled(),
                key.expiresAt(),
                key.createdAt(),
                key.group(),
                key.limits(),
                rules);
    }

    /** By a proxy for all, and with these keys. */
    public static Snapshot proxied(Snapshot direct, Map<String, ApiKey> keysByHash) {
        ProxyServer proxy = new ProxyServer(ProxyServer.Kind.HTTP, "proxy.example", 3128, Optional.empty(), false);
        return new Snapshot(
                1,
                direct.providers(),
                direct.connections(),
                keysByHash,
                direct.aliases(),
                direct.shortNames(),
                direct.prices(),
                direct.settings(),
                direct.budgets(),
                direct.cache(),
                direct.routes().through(ProxyRules.NONE.with(ProxyPlace.GLOBAL, ProxyRule.by(proxy))),
                direct.policies());
    }

    /** Policies and nothing they could apply to. */
    public static Snapshot snapshot(CallPolicies policies) {
        Snapshot empty = snapshot(Map.of(), Settings.DEFAULT);
        return new Snapshot(
                1,
                empty.providers(),
                empty.connections(),
                empty.keysByHash(),
                empty.aliases(),
                empty.shortNames(),
                empty.prices(),
                empty.settings(),
                empty.budgets(),
                empty.cache(),
                empty.routes(),
                policies);
    }

    /** Every provider with one connection, a key that may do all. */
    public static Snapshot snapshot(Map<String, String> aliases, Settings settings, ProviderDescriptor... providers) {
        Map<String, ProviderDescriptor> byPrefix = new HashMap<>();
        Map<ProviderId, List<Connection>> connections = new HashMap<>();
        for (ProviderDescriptor provider : providers) {
            byPrefix.put(provider.id().value(), provider);
            connections.put(provider.id(), List.of(connection(provider.id().value(), 1)));
        }
        ApiKey key = openKey();
        return new Snapshot(
                1,
                byPrefix,
                connections,
                Map.of(key.hash(), key),
                aliases,
                Map.of(new ProviderId("acme"), Map.of("short", "a")),
                new PriceList(List.of(providers), List.of()),
                settings,
                BudgetPlan.NONE,
                CacheSettings.DEFAULT,
                Routes.NONE,
                CallPolicies.DEFAULT);
    }
}

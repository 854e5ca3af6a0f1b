package io.omniroute.routing.snapshot;

import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.budget.BudgetPlan;
import io.omniroute.routing.cache.CacheSettings;
import io.omniroute.routing.callpolicy.CallPolicies;
import io.omniroute.routing.cost.PriceList;
import io.omniroute.routing.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The configuration at one moment. Immutable, so a call that began with it ends with it, but for what is looked at again when
 * a vendor is asked: whether its key and the account are still open, and the account's credential.
 *
 * @param version of the configuration in the database it was read from
 * @param providers by every prefix they answer to: id, alias, node prefix
 * @param connections enabled ones only, by provider, in order of priority and then age
 * @param keysByHash usable and unusable ones, under their retired secrets too
 * @param aliases alias to target
 * @param shortNames of models, by provider, to what the vendor calls them
 * @param routes what names lead to beside models
 */
public record Snapshot(
        long version,
        Map<String, ProviderDescriptor> providers,
        Map<ProviderId, List<Connection>> connections,
        Map<String, ApiKey> keysByHash,
        Map<String, String> aliases,
        Map<ProviderId, Map<String, String>> shortNames,
        PriceList prices,
        Settings settings,
        BudgetPlan budgets,
        CacheSettings cache,
        Routes routes,
        CallPolicies policies) {
    public Snapshot {
        providers = Map.copyOf(providers);
        connections = Map.copyOf(connections);
        keysByHash = Map.copyOf(keysByHash);
        aliases = Map.copyOf(aliases);
        shortNames = Map.copyOf(shortNames);
        Objects.requireNonNull(prices, "prices");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(budgets, "budgets");
        Objects.requireNonNull(cache, "cache");
        Objects.requireNonNull(routes, "routes");
        Objects.requireNonNull(policies, "policies");
    }

    public Optional<ProviderDescriptor> provider(String prefix) {
        return Optional.ofNullable(providers.get(prefix));
    }

    /** What the vendor itself calls this model. */
    public String vendorModel(ProviderId provider, String model) {
        return shortNames.getOrDefault(provider, Map.of()).getOrDefault(model, model);
    }

    public List<Connection> connectionsOf(ProviderId provider) {
        return connections.getOrDefault(provider, List.of());
    }

    /** An enabled account. */
    public Optional<Connection> connection(ProviderId provider, ConnectionId id) {
        for (Connection one : connectionsOf(provider)) { // in a loop: every attempt comes by
            if (one.id().equals(id)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** Whether calls may reach this provider: not blocked, and connected (or in need of no account). */
    public boolean isCallable(ProviderDescriptor provider) {
        if (settings.blockedProviders().contains(provider.id().value())) {
            return false;
        }
        return provider.isBuiltIn()
                ? settings.demoProvider()
                : !connectionsOf(provider.id()).isEmpty();
    }
}

package io.omniroute.routing.administration;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.routing.access.ApiKeys;
import io.omniroute.routing.policy.RoutingPolicies;
import io.omniroute.routing.policy.RoutingPolicy;
import io.omniroute.routing.settings.SettingsStore;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * What names a provider. Without the provider it could be neither changed nor applied again, so that the provider has to
 * stay as long. Budgets and rules about proxies may outlive it.
 */
@Dependent
public class ProviderUses {
    private final ModelUses models;
    private final ApiKeys keys;
    private final SettingsStore settings;
    private final RoutingPolicies routing;

    @Inject
    public ProviderUses(ModelUses models, ApiKeys keys, SettingsStore settings, RoutingPolicies routing) {
        this.models = models;
        this.keys = keys;
        this.settings = settings;
        this.routing = routing;
    }

    /** One of those that name it, in words that end a sentence such as "It is still named by". */
    public Optional<String> of(ProviderId provider) {
        return models.of(provider)
                .or(() -> keys.list().stream()
                        .filter(key -> key.allowedProviders().contains(provider.value()))
                        .map(key -> "the key '" + key.name() + "'")
                        .findFirst())
                .or(() -> Optional.of("the blocked providers of the settings")
                        .filter(words -> settings.read().blockedProviders().contains(provider.value())))
                .or(() -> Optional.of("the settings of routing").filter(words -> routes(provider)));
    }

    private boolean routes(ProviderId provider) {
        RoutingPolicy policy = routing.read();
        return policy.accountStrategies().containsKey(provider)
                || policy.providerOverrides().containsKey(provider);
    }
}

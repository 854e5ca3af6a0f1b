package io.omniroute.routing.snapshot;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.AccountStrategy;
import io.omniroute.provider.connection.ProviderNodes;
import io.omniroute.routing.callpolicy.CallPolicies;
import io.omniroute.routing.combo.Combos;
import io.omniroute.routing.models.ModelAliases;
import io.omniroute.routing.policy.RoutingPolicies;
import io.omniroute.routing.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;

/** What administrators decided beside providers and keys, read from the stores: settings, combos, how accounts are chosen. */
@ApplicationScoped
public class StoredRules {
    private final SettingStores settings;
    private final Combos combos;
    private final ModelAliases aliases;
    private final RoutingPolicies policies;
    private final ProviderNodes nodes;

    @Inject
    public StoredRules(
            SettingStores settings,
            Combos combos,
            ModelAliases aliases,
            RoutingPolicies policies,
            ProviderNodes nodes) {
        this.settings = settings;
        this.combos = combos;
        this.aliases = aliases;
        this.policies = policies;
        this.nodes = nodes;
    }

    protected StoredRules() {
        this(null, null, null, null, null); // for the CDI proxy
    }

    Settings settings() {
        return settings.switches().read();
    }

    CallPolicies callPolicies() {
        return settings.policies().read();
    }

    Routes routes() {
        Map<ProviderId, AccountStrategy> strategies = new HashMap<>();
        nodes.list()
                .forEach(node -> node.accountStrategy().ifPresent(strategy -> strategies.put(node.prefix(), strategy)));
        return new Routes(combos.list(), aliases.list(), policies.read(), strategies)
                .through(settings.proxies().read());
    }
}

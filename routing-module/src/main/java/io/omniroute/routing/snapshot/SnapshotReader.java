package io.omniroute.routing.snapshot;

import io.omniroute.provider.catalog.AuthScheme;
import io.omniroute.provider.catalog.Catalog;
import io.omniroute.provider.catalog.Endpoints;
import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.AccountStrategy;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.Connections;
import io.omniroute.provider.connection.ProviderNode;
import io.omniroute.provider.connection.ProviderNodes;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiKeys;
import io.omniroute.routing.combo.Combos;
import io.omniroute.routing.cost.PriceList;
import io.omniroute.routing.cost.Prices;
import io.omniroute.routing.models.CustomModel;
import io.omniroute.routing.models.CustomModels;
import io.omniroute.routing.models.ModelAlias;
import io.omniroute.routing.models.ModelAliases;
import io.omniroute.routing.policy.RoutingPolicies;
import io.omniroute.routing.settings.SettingsStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads a snapshot from the stores. */
@ApplicationScoped
public class SnapshotReader {
    @Inject
    Catalog catalog;

    @Inject
    ConfigurationVersion version;

    @Inject
    ProviderNodes nodes;

    @Inject
    Connections connections;

    @Inject
    ApiKeys keys;

    @Inject
    ModelAliases aliases;

    @Inject
    CustomModels customModels;

    @Inject
    Prices prices;

    @Inject
    SettingsStore settings;

    @Inject
    Combos combos;

    @Inject
    RoutingPolicies policies;

    long version() {
        return version.current();
    }

    /** The version is read first: a change that slips in while the rest is read is seen by the next poll. */
    Snapshot read() {
        long read = version.current();
        Map<String, ProviderDescriptor> providers = providers();
        List<ModelAlias> names = aliases.list();
        return new Snapshot(
                read,
                providers,
                enabledConnections(),
                keys.list().stream().collect(Collectors.toMap(ApiKey::hash, Function.identity())),
                names.stream().collect(Collectors.toMap(ModelAlias::alias, ModelAlias::target)),
                catalog.shortNames(),
                new PriceList(catalog.providers(), prices.list()),
                settings.read(),
                new Routes(combos.list(), names, policies.read(), ownStrategies()));
    }

    private Map<ProviderId, AccountStrategy> ownStrategies() {
        Map<ProviderId, AccountStrategy> strategies = new HashMap<>();
        nodes.list()
                .forEach(node -> node.accountStrategy().ifPresent(strategy -> strategies.put(node.prefix(), strategy)));
        return strategies;
    }

    private Map<String, ProviderDescriptor> providers() {
        Map<ProviderId, List<CustomModel>> custom =
                customModels.list().stream().collect(Collectors.groupingBy(CustomModel::provider));
        List<ProviderDescriptor> all = new ArrayList<>(catalog.providers());
        nodes.list().forEach(node -> all.add(descriptor(node)));
        Map<String, ProviderDescriptor> byPrefix = new HashMap<>();
        for (ProviderDescriptor provider : all) {
            ProviderDescriptor complete =
                    provider.withModels(merged(provider.models(), custom.getOrDefault(provider.id(), List.of())));
            byPrefix.put(complete.id().value(), complete);
            complete.aliases().forEach(alias -> byPrefix.putIfAbsent(alias, complete));
        }
        return byPrefix;
    }

    private static List<ModelDescriptor> merged(List<ModelDescriptor> listed, List<CustomModel> custom) {
        Map<String, ModelDescriptor> byId = new LinkedHashMap<>();
        listed.forEach(model -> byId.put(model.id(), model));
        custom.forEach(added -> byId.put(added.model().id(), added.model()));
        return List.copyOf(byId.values());
    }

    private Map<ProviderId, List<Connection>> enabledConnections() {
        return connections.list().stream()
                .filter(Connection::enabled)
                .sorted(Comparator.comparingInt(Connection::priority).thenComparing(Connection::createdAt))
                .collect(Collectors.groupingBy(Connection::provider));
    }

    private static ProviderDescriptor descriptor(ProviderNode node) {
        return new ProviderDescriptor(
                node.prefix(),
                Set.of(),
                node.name(),
                ProviderDescriptor.Tier.API_KEY,
                node.baseUrl(),
                node.format(),
                auth(node.format()),
                Endpoints.of(node.format()),
                node.format() == WireFormat.ANTHROPIC_MESSAGES ? Map.of("anthropic-version", "2023-06-01") : Map.of(),
                List.of(),
                node.timeouts(),
                node.allowPrivateNetwork());
    }

    private static AuthScheme auth(WireFormat format) {
        return switch (format) {
            case OPENAI_CHAT, OPENAI_RESPONSES -> new AuthScheme("Authorization", "Bearer ", false);
            case ANTHROPIC_MESSAGES -> new AuthScheme("x-api-key", "", false);
            case GEMINI -> new AuthScheme("x-goog-api-key", "", false);
        };
    }
}

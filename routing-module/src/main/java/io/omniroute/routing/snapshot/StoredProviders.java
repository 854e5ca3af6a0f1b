package io.omniroute.routing.snapshot;

import io.omniroute.provider.catalog.AuthScheme;
import io.omniroute.provider.catalog.Catalog;
import io.omniroute.provider.catalog.Endpoints;
import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.Connections;
import io.omniroute.provider.connection.ProviderNode;
import io.omniroute.provider.connection.ProviderNodes;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.models.CustomModel;
import io.omniroute.routing.models.CustomModels;
import io.omniroute.routing.models.ModelAlias;
import io.omniroute.routing.models.ModelAliases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be called, read from the stores: the catalogue with nodes, accounts, custom models and aliases laid over it. */
@ApplicationScoped
public class StoredProviders {
    private final Catalog catalog;
    private final ProviderNodes nodes;
    private final Connections connections;
    private final CustomModels customModels;
    private final ModelAliases aliases;

    @Inject
    public StoredProviders(
            Catalog catalog,
            ProviderNodes nodes,
            Connections connections,
            CustomModels customModels,
            ModelAliases aliases) {
        this.catalog = catalog;
        this.nodes = nodes;
        this.connections = connections;
        this.customModels = customModels;
        this.aliases = aliases;
    }

    protected StoredProviders() {
        this(null, null, null, null, null); // for the CDI proxy
    }

    List<ProviderDescriptor> catalogued() {
        return catalog.providers();
    }

    Map<String, String> aliases() {
        return aliases.list().stream().collect(Collectors.toMap(ModelAlias::alias, ModelAlias::target));
    }

    Map<ProviderId, Map<String, String>> shortNames() {
        return catalog.shortNames();
    }

    /** By prefix, aliases of vendors included. */
    Map<String, ProviderDescriptor> providers() {
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

    /** In order of priority. */
    Map<ProviderId, List<Connection>> enabledConnections() {
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
                node.tier(),
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

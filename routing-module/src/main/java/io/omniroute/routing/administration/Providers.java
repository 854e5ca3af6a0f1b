package io.omniroute.routing.administration;

import io.omniroute.provider.catalog.AuthScheme;
import io.omniroute.provider.catalog.Endpoints;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.ProviderNode;
import io.omniroute.provider.connection.ProviderNodes;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.json.Refusal;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every provider there is: the catalogue's, and the nodes that administrators defined. */
@Dependent
public class Providers {
    /** The built-in provider that answers locally; it takes no connection and no node may be called like it. */
    public static final ProviderId DEMO = new ProviderId("demo");

    private final KnownProviders known;
    private final ProviderNodes nodes;

    @Inject
    public Providers(KnownProviders known, ProviderNodes nodes) {
        this.known = known;
        this.nodes = nodes;
    }

    public List<ProviderDescriptor> catalogue() {
        return known.all();
    }

    /** By catalogue id, alias or prefix of a node. */
    public Optional<ProviderDescriptor> find(String name) {
        return known.find(name).or(() -> node(name).map(Providers::describe));
    }

    public Optional<ProviderNode> node(String prefix) {
        return nodes.list().stream()
                .filter(node -> node.prefix().value().equals(prefix))
                .findFirst();
    }

    /** Whether a new node may not have this prefix. */
    public boolean isReserved(ProviderId prefix) {
        return prefix.equals(DEMO) || known.find(prefix.value()).isPresent();
    }

    /**
     * The one id of a provider, whichever of its names was given.
     *
     * @param path where the name stands in the body
     * @throws Refusal 422
     */
    public ProviderId requireId(String name, String path) {
        if (name.equals(DEMO.value())) {
            return DEMO;
        }
        return find(name)
                .map(ProviderDescriptor::id)
                .orElseThrow(() -> Refusal.invalid(
                        path, "There is no provider '" + name + "' in the catalogue or among the nodes."));
    }

    /** A node as the catalogue would describe it. Its key is optional: local engines seldom ask for one. */
    static ProviderDescriptor describe(ProviderNode node) {
        return new ProviderDescriptor(
                node.prefix(),
                Set.of(),
                node.name(),
                node.tier(),
                node.baseUrl(),
                node.format(),
                authOf(node.format()),
                Endpoints.of(node.format()),
                // Anthropic, API versioning: every request names a version
                node.format() == WireFormat.ANTHROPIC_MESSAGES ? Map.of("anthropic-version", "2023-06-01") : Map.of(),
                List.of(),
                node.timeouts(),
                node.allowPrivateNetwork());
    }

    private static AuthScheme authOf(WireFormat format) {
        return switch (format) {
            case OPENAI_CHAT, OPENAI_RESPONSES -> new AuthScheme("Authorization", "Bearer ", false);
            case ANTHROPIC_MESSAGES -> new AuthScheme("x-api-key", "", false);
            case GEMINI -> new AuthScheme("x-goog-api-key", "", false);
        };
    }
}

package io.omniroute.routing.administration;

import io.omniroute.provider.catalog.ProviderDescriptor.Tier;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.catalog.Timeouts;
import io.omniroute.provider.connection.NodeId;
import io.omniroute.provider.connection.ProviderNode;
import io.omniroute.provider.connection.ProviderNodes;
import io.omniroute.provider.store.Store;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.policy.RoutingPolicyJson;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Provider nodes: {@code {"prefix","name","format","baseUrl","allowPrivateNetwork","timeouts","tier","accountStrategy"}}. */
@Dependent
public class NodeKind implements Kind<NodeId, ProviderNode> {
    private static final Set<String> FIELDS = Set.of(
            "id",
            "prefix",
            "name",
            "format",
            "baseUrl",
            "allowPrivateNetwork",
            "timeouts",
            "tier",
            "accountStrategy",
            "createdAt");
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private final ProviderNodes nodes;
    private final ProviderUses uses;
    private final Providers providers;
    private final BaseUrls baseUrls;
    private final SecretDestinations destinations;

    @Inject
    public NodeKind(
            ProviderNodes nodes,
            ProviderUses uses,
            Providers providers,
            BaseUrls baseUrls,
            SecretDestinations destinations) {
        this.nodes = nodes;
        this.uses = uses;
        this.providers = providers;
        this.baseUrls = baseUrls;
        this.destinations = destinations;
    }

    @Override
    public String word() {
        return "provider-node";
    }

    @Override
    public Store<NodeId, ProviderNode> store() {
        return nodes;
    }

    @Override
    public Optional<NodeId> key(String id) {
        return Ids.uuid(id).map(NodeId::new);
    }

    @Override
    public String id(ProviderNode node) {
        return node.id().toString();
    }

    @Override
    public JsonObject write(ProviderNode node) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", id(node))
                .add("prefix", node.prefix().value())
                .add("name", node.name())
                .add("format", node.format().label())
                .add("baseUrl", node.baseUrl())
                .add("allowPrivateNetwork", node.allowPrivateNetwork())
                .add(
                        "timeouts",
                        Json.createObjectBuilder()
                                .add("connectMs", node.timeouts().connect().toMillis())
                                .add("firstByteMs", node.timeouts().firstByte().toMillis())
                                .add("idleMs", node.timeouts().idle().toMillis()))
                .add("tier", node.tier().label());
        node.accountStrategy().ifPresent(strategy -> json.add("accountStrategy", strategy.label()));
        return json.add("createdAt", node.createdAt().toString()).build();
    }

    @Override
    public ProviderNode read(Body body, Optional<ProviderNode> current) {
        body.allow(FIELDS);
        ProviderId prefix = readPrefix(body, current);
        WireFormat format = readFormat(body);
        boolean allowPrivateNetwork = body.flag("allowPrivateNetwork").orElse(false);
        String baseUrl = baseUrls.read(body, "baseUrl", allowPrivateNetwork).orElseThrow(() -> body.missing("baseUrl"));
        return new ProviderNode(
                current.map(ProviderNode::id).orElseGet(NodeId::random),
                prefix,
                body.line("name", 100).orElse(prefix.value()),
                format,
                baseUrl,
                allowPrivateNetwork,
                body.object("timeouts").map(NodeKind::readTimeouts).orElse(Timeouts.DEFAULT),
                readTier(body),
                RoutingPolicyJson.accountStrategy(body, "accountStrategy"),
                current.map(ProviderNode::createdAt).orElseGet(Ids::now));
    }

    @Override
    public Optional<Refusal> objection(Optional<ProviderNode> current, ProviderNode changed, Body body) {
        return destinations.objection(current, changed, body);
    }

    @Override
    public Optional<ProviderNode> match(Body body) {
        return body.text("prefix").flatMap(providers::node);
    }

    @Override
    public void requireRemovable(ProviderNode node) {
        requireUnused(node, "id", "The node '" + node.prefix() + "' cannot go");
    }

    private void requireUnused(ProviderNode node, String path, String message) {
        uses.of(node.prefix()).ifPresent(user -> {
            throw Refusal.conflict(path, message + ": it is still named by " + user + ".");
        });
    }

    private ProviderId readPrefix(Body body, Optional<ProviderNode> current) {
        String text = body.requireText("prefix");
        ProviderId prefix;
        try {
            prefix = new ProviderId(text);
        } catch (IllegalArgumentException e) {
            throw body.invalid("prefix", "'" + body.path("prefix") + "' " + e.getMessage() + ".");
        }
        if (current.map(ProviderNode::prefix).filter(prefix::equals).isPresent()) {
            return prefix;
        }
        current.ifPresent(
                node -> requireUnused(node, body.path("prefix"), "The prefix '" + node.prefix() + "' cannot change"));
        if (providers.isReserved(prefix)) {
            throw Refusal.conflict(body.path("prefix"), "The catalogue already has a provider '" + prefix + "'.");
        }
        if (providers.node(text).isPresent()) {
            throw Refusal.conflict(body.path("prefix"), "There is already a node '" + prefix + "'.");
        }
        return prefix;
    }

    private static WireFormat readFormat(Body body) {
        try {
            return WireFormat.ofLabel(body.requireText("format"));
        } catch (IllegalArgumentException e) {
            throw body.invalid("format", "'" + body.path("format") + "': " + e.getMessage() + ".");
        }
    }

    private static Tier readTier(Body body) {
        return body.text("tier")
                .map(label -> Tier.ofLabel(label)
                        .orElseThrow(() -> body.invalid(
                                "tier", "'" + body.path("tier") + "' must be subscription, api_key, cheap or free.")))
                .orElse(Tier.API_KEY);
    }

    private static Timeouts readTimeouts(Body body) {
        body.allow(Set.of("connectMs", "firstByteMs", "idleMs"));
        Function<String, Optional<Duration>> millis =
                field -> body.whole(field, 1, DAY_MILLIS).map(Duration::ofMillis);
        return new Timeouts(
                millis.apply("connectMs").orElse(Timeouts.DEFAULT.connect()),
                millis.apply("firstByteMs").orElse(Timeouts.DEFAULT.firstByte()),
                millis.apply("idleMs").orElse(Timeouts.DEFAULT.idle()));
    }
}

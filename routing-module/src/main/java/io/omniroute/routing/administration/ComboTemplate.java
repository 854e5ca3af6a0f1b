package io.omniroute.routing.administration;

import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.catalog.ProviderDescriptor.Tier;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.Connections;
import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.models.CustomModels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the frugal combo out of what is connected: subscriptions first, then paid keys, then the cheap vendors, then the
 * free ones; of each provider the first model that is listed. The result is an ordinary combo, to be edited like any other.
 */
@ApplicationScoped
@Transactional
public class ComboTemplate {
    private static final String NAME = "four-tiers";

    private final Administration administration;
    private final ComboKind kind;
    private final Providers providers;
    private final Connections connections;
    private final CustomModels customModels;

    @Inject
    public ComboTemplate(
            Administration administration,
            ComboKind kind,
            Providers providers,
            Connections connections,
            CustomModels customModels) {
        this.administration = administration;
        this.kind = kind;
        this.providers = providers;
        this.connections = connections;
        this.customModels = customModels;
    }

    protected ComboTemplate() { // for the CDI proxy
        this(null, null, null, null, null);
    }

    /** @param body {@code {"name"}}, or an empty object. @throws Refusal 409 when nothing is connected or the name is taken */
    public Combo create(Body body, Actor actor) {
        body.allow(Set.of("name"));
        JsonObject combo = Json.createObjectBuilder()
                .add("name", body.line("name", 100).orElse(NAME))
                .add("strategy", "fill-first")
                .add("steps", steps())
                .build();
        return administration.create(kind, Body.of(combo), actor);
    }

    private JsonArray steps() {
        List<ProviderDescriptor> connected = connections.list().stream()
                .filter(Connection::enabled)
                .sorted(Comparator.comparingInt(Connection::priority).thenComparing(Connection::createdAt))
                .map(Connection::provider)
                .distinct()
                .flatMap(id -> providers.find(id.value()).stream())
                .toList();
        JsonArrayBuilder steps = Json.createArrayBuilder();
        for (Tier tier : Tier.values()) {
            connected.stream().filter(provider -> provider.tier() == tier).forEach(provider -> model(provider)
                    .ifPresent(model -> steps.add(Json.createObjectBuilder()
                            .add("model", provider.id() + "/" + model)
                            .add("tags", Json.createArrayBuilder().add(tag(tier))))));
        }
        JsonArray built = steps.build();
        if (built.isEmpty()) {
            throw Refusal.conflict("", "No provider with an enabled connection has a model that is known.");
        }
        return built;
    }

    private static String tag(Tier tier) {
        return tier.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Optional<String> model(ProviderDescriptor provider) {
        return provider.models().stream().map(ModelDescriptor::id).findFirst().or(() -> customModels.list().stream()
                .filter(custom -> custom.provider().equals(provider.id()))
                .map(custom -> custom.model().id())
                .findFirst());
    }
}

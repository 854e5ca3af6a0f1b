package io.omniroute.routing.api.management;

import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.catalog.ProviderDescriptor.Tier;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.Connections;
import io.omniroute.routing.administration.LimitsJson;
import io.omniroute.routing.administration.Providers;
import io.omniroute.routing.limits.ConnectionLimits;
import io.omniroute.routing.limits.LimiterState;
import io.omniroute.routing.snapshot.Snapshot;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** How connections stand with their limits and quotas on this node. */
@Dependent
public class RateLimits {
    private final Connections connections;
    private final Providers providers;
    private final ConnectionLimits limits;
    private final Quotas quotas;
    private final Clock clock;

    @Inject
    public RateLimits(
            Connections connections, Providers providers, ConnectionLimits limits, Quotas quotas, Clock clock) {
        this.connections = connections;
        this.providers = providers;
        this.limits = limits;
        this.quotas = quotas;
        this.clock = clock;
    }

    JsonArrayBuilder list() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        connections.list().forEach(connection -> list.add(write(connection)));
        return list;
    }

    /** Those that are enabled, without asking the database. */
    JsonArrayBuilder list(Snapshot snapshot) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        snapshot.connections()
                .forEach((provider, accounts) ->
                        accounts.forEach(account -> list.add(write(account, snapshot.provider(provider.value())))));
        return list;
    }

    JsonObject write(Connection connection) {
        return write(connection, providers.find(connection.provider().value()));
    }

    private JsonObject write(Connection connection, Optional<ProviderDescriptor> provider) {
        Tier tier = provider.map(ProviderDescriptor::tier).orElse(Tier.API_KEY);
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("connectionId", connection.id().toString())
                .add("provider", connection.provider().value())
                .add("name", connection.name())
                .add("limits", LimitsJson.write(limits.of(connection, tier)));
        json.add("quotas", quotas.write(connection));
        limits.state(connection, tier).ifPresent(state -> json.addAll(state(state)));
        return json.build();
    }

    private JsonObjectBuilder state(LimiterState state) {
        Instant now = clock.instant();
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("running", state.running()).add("queued", state.queued());
        if (state.limits().requestsPerMinute() > 0) {
            json.add("requestsLeft", state.requestsLeft());
        }
        if (state.limits().tokensPerMinute() > 0) {
            json.add("tokensLeft", state.tokensLeft());
        }
        if (state.learned().pausedUntil().isAfter(now)) {
            json.add("pausedUntil", state.learned().pausedUntil().toString());
        }
        if (state.learned().gapUntil().isAfter(now)) {
            json.add("learnedGapMs", state.learned().gap().toMillis());
        }
        return json;
    }
}

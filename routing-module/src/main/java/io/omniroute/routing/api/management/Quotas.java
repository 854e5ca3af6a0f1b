package io.omniroute.routing.api.management;

import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.connection.Connections;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.quota.QuotaBook;
import io.omniroute.routing.quota.QuotaState;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** How much of each connection is used up, as this node has counted and heard. */
@Dependent
public class Quotas {
    private final Connections connections;
    private final QuotaBook book;
    private final Clock clock;

    @Inject
    public Quotas(Connections connections, QuotaBook book, Clock clock) {
        this.connections = connections;
        this.book = book;
        this.clock = clock;
    }

    /** @throws Refusal 404 */
    JsonObject require(UUID id) {
        Connection connection = connections
                .find(new ConnectionId(id))
                .orElseThrow(() -> Refusal.notFound("There is no provider '" + id + "'."));
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("connectionId", id.toString())
                .add("provider", connection.provider().value())
                .add("name", connection.name());
        JsonObject quotas = write(connection);
        if (quotas.isEmpty()) {
            json.add("message", "No quota is set for this connection, and its vendor has reported none.");
        }
        return json.add("quotas", quotas).build();
    }

    JsonObject write(Connection connection) {
        Instant now = clock.instant();
        List<QuotaState> states = book.states(connection, now);
        JsonObjectBuilder json = Json.createObjectBuilder();
        states.forEach(state -> json.add(state.name(), write(state, now)));
        return json.build();
    }

    private static JsonObjectBuilder write(QuotaState state, Instant now) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("used", state.used())
                .add("total", state.limit())
                .add("remaining", state.remaining())
                .add("remainingPercentage", Math.round(state.remainingPercent() * 100) / 100.0)
                .add("exhausted", state.isExhausted());
        state.resetAt().ifPresent(reset -> json.add("resetAt", reset.toString())
                .add("resetInSeconds", Math.max(0, Duration.between(now, reset).toSeconds())));
        return json;
    }
}

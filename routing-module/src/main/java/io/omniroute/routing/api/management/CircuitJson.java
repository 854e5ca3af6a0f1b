package io.omniroute.routing.api.management;

import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.routing.health.CircuitKey;
import io.omniroute.routing.health.CircuitState;
import io.omniroute.routing.health.CircuitState.Phase;
import io.omniroute.routing.health.Circuits;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Predicate;

/** Circuits as the API shows them. Pure. */
final class CircuitJson {
    private CircuitJson() {}

    static JsonArrayBuilder list(Circuits circuits, Predicate<CircuitKey> which, Instant now) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        circuits.states().forEach((key, state) -> {
            if (which.test(key)) {
                list.add(write(key, state, now));
            }
        });
        return list;
    }

    static JsonObject write(CircuitKey key, CircuitState state, Instant now) {
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("provider", key.provider().value());
        key.connection().map(ConnectionId::toString).ifPresent(id -> json.add("connectionId", id));
        key.model().ifPresent(model -> json.add("model", model));
        return json.addAll(Json.createObjectBuilder(write(state, now))).build();
    }

    static JsonObject write(CircuitState state, Instant now) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("state", state.phase().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .add("failures", state.failures())
                .add("reason", state.reason().name().toLowerCase(Locale.ROOT))
                .add("message", state.message())
                .add("since", state.since().toString());
        if (state.phase() != Phase.CLOSED) {
            json.add("until", state.until().toString()).add("remainingMs", remaining(state, now));
        }
        return json.build();
    }

    static long remaining(CircuitState state, Instant now) {
        return Math.max(0, Duration.between(now, state.until()).toMillis());
    }
}

package io.omniroute.routing.api.management;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.Connection;
import io.omniroute.routing.health.CircuitKey;
import io.omniroute.routing.health.CircuitState;
import io.omniroute.routing.health.CircuitState.Phase;
import io.omniroute.routing.health.Circuits;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.snapshot.Snapshots;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How the vendors look from this node. Asks no database: it is wanted most when that is away. */
@Dependent
public class VendorHealth {
    private final Snapshots snapshots;
    private final Circuits circuits;
    private final RateLimits limits;

    @Inject
    public VendorHealth(Snapshots snapshots, Circuits circuits, RateLimits limits) {
        this.snapshots = snapshots;
        this.circuits = circuits;
        this.limits = limits;
    }

    /** What the states of breakers go by. */
    Instant now() {
        return circuits.now();
    }

    JsonObjectBuilder write() {
        Snapshot snapshot = snapshots.current();
        Instant now = circuits.now();
        return Json.createObjectBuilder()
                .add("providerHealth", providers(snapshot, now))
                .add("circuitBreakers", CircuitJson.list(circuits, key -> true, now))
                .add("lockouts", lockouts(circuits, now))
                .add("rateLimitStatus", limits.list(snapshot));
    }

    /** Models that are locked out for a while, though their accounts serve others. */
    static JsonArrayBuilder lockouts(Circuits circuits, Instant now) {
        JsonArrayBuilder models = Json.createArrayBuilder();
        circuits.states().forEach((key, state) -> {
            if (key.model().isPresent() && rests(state, now)) {
                models.add(Json.createObjectBuilder(CircuitJson.write(key, state, now))
                        .add("unavailableUntil", state.until().toString()));
            }
        });
        return models;
    }

    /** By name: each that has enabled accounts or has had trouble. */
    private JsonObjectBuilder providers(Snapshot snapshot, Instant now) {
        Map<CircuitKey, CircuitState> states = circuits.states();
        Set<ProviderId> all = new TreeSet<>(Comparator.comparing(ProviderId::value));
        all.addAll(snapshot.connections().keySet());
        states.keySet().forEach(key -> all.add(key.provider()));
        JsonObjectBuilder json = Json.createObjectBuilder();
        all.forEach(id -> json.add(id.value(), provider(id, snapshot.connectionsOf(id), states, now)));
        return json;
    }

    private static JsonObject provider(
            ProviderId id, List<Connection> accounts, Map<CircuitKey, CircuitState> states, Instant now) {
        CircuitState own = states.get(new CircuitKey(id, Optional.empty(), Optional.empty()));
        JsonObjectBuilder json = own == null
                ? Json.createObjectBuilder().add("state", "closed").add("failures", 0)
                : Json.createObjectBuilder(CircuitJson.write(own, now));
        long resting = accounts.stream()
                .map(account -> states.get(new CircuitKey(id, Optional.of(account.id()), Optional.empty())))
                .filter(state -> state != null && rests(state, now))
                .count();
        json.add("accounts", accounts.size()).add("accountsResting", resting);
        states.entrySet().stream()
                .filter(entry -> entry.getKey().provider().equals(id))
                .map(entry -> entry.getValue().since())
                .max(Comparator.naturalOrder())
                .ifPresent(since -> json.add("lastTrouble", since.toString()));
        return json.build();
    }

    private static boolean rests(CircuitState state, Instant now) {
        return state.phase() != Phase.CLOSED && !state.isDue(now);
    }
}

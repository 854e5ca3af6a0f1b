package io.omniroute.routing.combo;

import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.routing.combo.ComboStep.Goal;
import io.omniroute.routing.json.Body;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Steps and configs as JSON, for the management API and for the database. */
public final class ComboJson {
    private static final Set<String> STEP = Set.of("model", "connection", "connectionName", "combo", "weight", "tags");
    private static final Set<String> CONFIG = Set.of(
            "maxRetries",
            "retryDelayMs",
            "timeoutMs",
            "concurrencyPerModel",
            "queueTimeoutMs",
            "firstTokens",
            "stickyLimit");
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private ComboJson() {}

    /** What names in a step may mean. */
    public interface Known {
        /** Names as they were stored: nothing needs to be looked up. */
        Known AS_STORED = new Known() {
            @Override
            public boolean isCombo(String name) {
                return false;
            }

            @Override
            public ConnectionId connection(String provider, Body step) {
                return new ConnectionId(step.uuid("connection").orElseThrow());
            }
        };

        boolean isCombo(String name);

        /** The one that the member {@code connection} names. @throws io.omniroute.routing.json.Refusal when there is none */
        ConnectionId connection(String provider, Body step);
    }

    public static JsonArray write(List<ComboStep> steps) {
        return write(steps, id -> Optional.empty());
    }

    /** @param names of connections, by which another installation would know them */
    public static JsonArray write(List<ComboStep> steps, Function<ConnectionId, Optional<String>> names) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        steps.forEach(step -> array.add(write(step, names)));
        return array.build();
    }

    private static JsonObjectBuilder write(ComboStep step, Function<ConnectionId, Optional<String>> names) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        switch (step.goal()) {
            case Goal.Model model -> {
                json.add("model", model.name());
                model.connection().ifPresent(id -> {
                    json.add("connection", id.toString());
                    names.apply(id).ifPresent(name -> json.add("connectionName", name));
                });
            }
            case Goal.AnyModel any -> json.add("model", any.label());
            case Goal.Nested nested -> json.add("combo", nested.combo());
        }
        json.add("weight", step.weight());
        if (!step.tags().isEmpty()) {
            json.add("tags", Json.createArrayBuilder(step.tags()));
        }
        return json;
    }

    /** A model is {@code provider/model} or {@code provider/*}; whether it exists is for the caller to check. */
    public static ComboStep readStep(Body body, Known known) {
        body.allow(STEP);
        return new ComboStep(
                readGoal(body, known),
                body.whole("weight", 0, 100).orElse(1L).intValue(),
                body.lines("tags", 50).orElse(List.of()));
    }

    private static Goal readGoal(Body body, Known known) {
        Optional<String> combo = body.line("combo", 100);
        if (combo.isPresent() == body.has("model")) {
            throw body.invalid("model", "A step names either a 'model' or a 'combo'.");
        }
        if (combo.isPresent()) {
            requireNoConnection(body);
            return new Goal.Nested(combo.get());
        }
        String model = body.requireLine("model", 400);
        if (known.isCombo(model)) {
            requireNoConnection(body);
            return new Goal.Nested(model);
        }
        int slash = model.indexOf('/');
        if (slash < 1 || slash == model.length() - 1) {
            throw body.invalid(
                    "model",
                    "'" + body.path("model") + "' must be provider/model, provider/*, or the name of a combo.");
        }
        String provider = model.substring(0, slash);
        if (model.substring(slash + 1).equals("*")) {
            requireNoConnection(body);
            return new Goal.AnyModel(provider);
        }
        Optional<ConnectionId> connection =
                body.has("connection") ? Optional.of(known.connection(provider, body)) : Optional.empty();
        return new Goal.Model(provider, model.substring(slash + 1), connection);
    }

    private static void requireNoConnection(Body body) {
        if (body.has("connection")) {
            throw body.invalid("connection", "Only a step that names one model may name its connection.");
        }
    }

    public static JsonObject write(ComboConfig config) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        config.maxRetries().ifPresent(value -> json.add("maxRetries", value));
        config.retryDelay().ifPresent(value -> json.add("retryDelayMs", value.toMillis()));
        config.timeout().ifPresent(value -> json.add("timeoutMs", value.toMillis()));
        config.concurrency().ifPresent(value -> json.add("concurrencyPerModel", value));
        config.queueTimeout().ifPresent(value -> json.add("queueTimeoutMs", value.toMillis()));
        config.firstTokens().ifPresent(value -> json.add("firstTokens", value));
        config.stickyLimit().ifPresent(value -> json.add("stickyLimit", value));
        return json.build();
    }

    public static ComboConfig readConfig(Body body) {
        body.allow(CONFIG);
        return new ComboConfig(
                count(body, "maxRetries", 0, 10),
                millis(body, "retryDelayMs", 0, 60_000),
                millis(body, "timeoutMs", 1, HOUR),
                count(body, "concurrencyPerModel", 0, 10_000),
                millis(body, "queueTimeoutMs", 0, HOUR),
                count(body, "firstTokens", 0, 1000),
                count(body, "stickyLimit", 1, 10_000));
    }

    private static Optional<Integer> count(Body body, String field, long min, long max) {
        return body.whole(field, min, max).map(Long::intValue);
    }

    private static Optional<Duration> millis(Body body, String field, long min, long max) {
        return body.whole(field, min, max).map(Duration::ofMillis);
    }
}

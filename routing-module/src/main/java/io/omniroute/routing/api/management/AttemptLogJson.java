package io.omniroute.routing.api.management;

import io.omniroute.routing.usage.Attempt;
import io.omniroute.routing.usage.LoggedAttempt;
import io.omniroute.routing.usage.UsageRecord;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.UUID;

/** Attempts with the names of their connections, alone and within their call. */
final class AttemptLogJson {
    private AttemptLogJson() {}

    static JsonObject write(LoggedAttempt logged, Map<UUID, String> connections) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", logged.id().toString())
                .add("callId", logged.id().call().toString())
                .add("requestId", logged.requestId())
                .add("time", logged.time().toString())
                .add("number", logged.id().number());
        return json.addAll(attempt(logged.attempt(), connections)).build();
    }

    /** A call with all that is known of it. @param captured whether its bodies are kept */
    static JsonObject detail(UsageRecord usage, CallNames names, boolean captured) {
        Map<UUID, String> connections = names.connections();
        JsonArrayBuilder attempts = Json.createArrayBuilder();
        usage.attempts().forEach(attempt -> attempts.add(attempt(attempt, connections)));
        return Json.createObjectBuilder(UsageJson.write(usage))
                .add("apiKeyName", UsageJson.text(usage.apiKeyId().flatMap(names::key)))
                .add("connectionName", UsageJson.text(usage.connectionId().map(connections::get)))
                .add("attempts", attempts)
                .add("captured", captured)
                .build();
    }

    private static JsonObjectBuilder attempt(Attempt attempt, Map<UUID, String> connections) {
        return Json.createObjectBuilder(UsageJson.write(attempt).build())
                .add("connectionName", UsageJson.text(attempt.connectionId().map(connections::get)))
                .add("failed", attempt.reason().isPresent());
    }
}

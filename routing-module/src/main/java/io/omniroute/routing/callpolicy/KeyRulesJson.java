package io.omniroute.routing.callpolicy;

import io.omniroute.routing.access.ApiScope;
import io.omniroute.routing.access.KeyRules;
import io.omniroute.routing.access.RetiredSecret;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Words;
import io.omniroute.routing.shaping.SystemPrompt;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rules of a key: the members that the API has for them, and the same with the retired secret for the database. */
public final class KeyRulesJson {
    private static final String RETIRED = "retired";

    private KeyRulesJson() {}

    public static Set<String> fields() {
        return Set.of("allowedEndpoints", "ipRules", "noLog", "captureBodies", "systemPrompt", "previousValidUntil");
    }

    /** @param body of the whole key; the retired secret is not in it, and {@code previousValidUntil} is ignored */
    public static KeyRules read(Body body, Optional<RetiredSecret> retired) {
        boolean noLog = body.flag("noLog").orElse(false);
        boolean captureBodies = body.flag("captureBodies").orElse(false);
        if (noLog && captureBodies) {
            throw body.invalid("captureBodies", "A key without a log keeps no bodies: set 'noLog' or 'captureBodies'.");
        }
        return new KeyRules(
                Set.copyOf(Words.choices(body, "allowedEndpoints", ApiScope.class)),
                CallPolicyJson.readPatterns(body, "ipRules"),
                noLog,
                captureBodies,
                retired,
                body.object("systemPrompt").map(CallPolicyJson::readPrompt).orElse(SystemPrompt.NONE));
    }

    public static void write(KeyRules rules, JsonObjectBuilder json) {
        JsonArrayBuilder endpoints = Json.createArrayBuilder();
        new TreeSet<>(rules.endpoints()).forEach(endpoint -> endpoints.add(Words.of(endpoint)));
        json.add("allowedEndpoints", endpoints)
                .add("ipRules", CallPolicyJson.write(rules.addresses()))
                .add("noLog", rules.noLog())
                .add("captureBodies", rules.captureBodies());
        if (!rules.prompt().equals(SystemPrompt.NONE)) {
            json.add("systemPrompt", CallPolicyJson.write(rules.prompt()));
        }
        rules.retired()
                .ifPresent(old -> json.add("previousValidUntil", old.until().toString()));
    }

    /** With the hash of the retired secret. */
    public static JsonObject toStore(KeyRules rules) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        write(rules, json);
        rules.retired()
                .ifPresent(old -> json.add(
                        RETIRED,
                        Json.createObjectBuilder()
                                .add("hash", old.hash())
                                .add("until", old.until().toString())));
        return json.build();
    }

    public static KeyRules fromStore(JsonObject json) {
        Body body = Body.of(json);
        return read(
                body,
                body.object(RETIRED)
                        .map(old -> new RetiredSecret(
                                old.requireText("hash"), old.instant("until").orElseThrow())));
    }
}

package io.omniroute.routing.administration;

import io.omniroute.routing.cache.CacheOverride;
import io.omniroute.routing.cache.CacheSettings;
import io.omniroute.routing.cache.SemanticOverride;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The JSON form of the cache's settings; keys go by their names, which mean the same in another installation. */
final class CacheJson {
    private CacheJson() {}

    /** @param keyNames by id; overrides of keys that are not among them are left out */
    static JsonObject write(CacheSettings settings, Map<String, String> keyNames) {
        Map<String, CacheOverride> byName = new HashMap<>();
        settings.keys().forEach((id, override) -> {
            if (keyNames.containsKey(id)) {
                byName.put(keyNames.get(id), override);
            }
        });
        return Json.createObjectBuilder()
                .add("enabled", settings.rule().enabled())
                .add("anyTemperature", settings.rule().anyTemperature())
                .add("ttlSeconds", settings.rule().timeToLive().toSeconds())
                .add("maxBytes", settings.maxBytes())
                .add("semantic", semantic(settings))
                .add("idempotencyWindowMs", settings.idempotencyWindow().toMillis())
                .add("keys", write(byName))
                .add("models", write(settings.models()))
                .build();
    }

    private static JsonObjectBuilder semantic(CacheSettings settings) {
        return Json.createObjectBuilder()
                .add("enabled", settings.rule().semantic().enabled())
                .add("threshold", settings.rule().semantic().threshold())
                .add("maxBytes", settings.semanticMaxBytes());
    }

    private static JsonObjectBuilder write(Map<String, CacheOverride> overrides) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        new TreeMap<>(overrides).forEach((name, override) -> json.add(name, write(override)));
        return json;
    }

    private static JsonObjectBuilder write(CacheOverride override) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        override.enabled().ifPresent(enabled -> json.add("enabled", enabled));
        override.anyTemperature().ifPresent(any -> json.add("anyTemperature", any));
        override.timeToLive().ifPresent(time -> json.add("ttlSeconds", time.toSeconds()));
        SemanticOverride semantic = override.semantic();
        if (!semantic.equals(SemanticOverride.NONE)) {
            JsonObjectBuilder member = Json.createObjectBuilder();
            semantic.enabled().ifPresent(enabled -> member.add("enabled", enabled));
            semantic.threshold().ifPresent(threshold -> member.add("threshold", threshold));
            json.add("semantic", member);
        }
        return json;
    }
}

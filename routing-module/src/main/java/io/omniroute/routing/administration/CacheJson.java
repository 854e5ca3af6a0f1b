package io.omniroute.routing.administration;

import io.omniroute.routing.cache.CacheOverride;
import io.omniroute.routing.cache.CacheSettings;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.TreeMap;

/** The JSON form of the cache's settings. */
final class CacheJson {
    private CacheJson() {}

    static JsonObject write(CacheSettings settings) {
        return Json.createObjectBuilder()
                .add("enabled", settings.rule().enabled())
                .add("anyTemperature", settings.rule().anyTemperature())
                .add("ttlSeconds", settings.rule().timeToLive().toSeconds())
                .add("maxBytes", settings.maxBytes())
                .add("idempotencyWindowMs", settings.idempotencyWindow().toMillis())
                .add("keys", write(settings.keys()))
                .add("models", write(settings.models()))
                .build();
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
        return json;
    }
}

package io.omniroute.persistence.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.wire.Json;
import io.omniroute.routing.cache.CacheOverride;
import io.omniroute.routing.cache.CacheRule;
import io.omniroute.routing.cache.CacheSettings;
import io.omniroute.routing.cache.CacheSettingsStore;
import io.omniroute.routing.cache.SemanticOverride;
import io.omniroute.routing.cache.SemanticRule;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the cache's settings in one row, as JSON. */
@ApplicationScoped
@Transactional
public class JpaCacheSettings implements CacheSettingsStore {
    private static final String NAME = "cache";

    private final EntityManager entities;
    private final ConfigurationVersion version;

    @Inject
    public JpaCacheSettings(EntityManager entities, ConfigurationVersion version) {
        this.entities = entities;
        this.version = version;
    }

    protected JpaCacheSettings() { // for the CDI proxy
        this(null, null);
    }

    @Override
    public CacheSettings read() {
        return Optional.ofNullable(entities.find(SettingEntity.class, NAME))
                .map(row -> settings(row.value()))
                .orElse(CacheSettings.DEFAULT);
    }

    @Override
    public void write(CacheSettings settings) {
        String value = Json.text(json(settings));
        SettingEntity found = entities.find(SettingEntity.class, NAME);
        if (found == null) {
            entities.persist(new SettingEntity(NAME, value));
        } else {
            found.value(value);
        }
        version.bump();
    }

    private static ObjectNode json(CacheSettings settings) {
        ObjectNode json = Json.object()
                .put("enabled", settings.rule().enabled())
                .put("anyTemperature", settings.rule().anyTemperature())
                .put("ttl", settings.rule().timeToLive().toString())
                .put("maxBytes", settings.maxBytes())
                .put("semantic", settings.rule().semantic().enabled())
                .put("threshold", settings.rule().semantic().threshold())
                .put("semanticMaxBytes", settings.semanticMaxBytes())
                .put("window", settings.idempotencyWindow().toString());
        write(settings.keys(), json.putObject("keys"));
        write(settings.models(), json.putObject("models"));
        return json;
    }

    private static void write(Map<String, CacheOverride> overrides, ObjectNode json) {
        overrides.forEach((name, override) -> {
            ObjectNode member = json.putObject(name);
            override.enabled().ifPresent(enabled -> member.put("enabled", enabled));
            override.anyTemperature().ifPresent(any -> member.put("anyTemperature", any));
            override.timeToLive().ifPresent(time -> member.put("ttl", time.toString()));
            override.semantic().enabled().ifPresent(enabled -> member.put("semantic", enabled));
            override.semantic().threshold().ifPresent(threshold -> member.put("threshold", threshold));
        });
    }

    private static CacheSettings settings(String value) {
        try {
            JsonNode json = Json.MAPPER.readTree(value);
            return new CacheSettings(
                    new CacheRule(
                            json.required("enabled").booleanValue(),
                            json.required("anyTemperature").booleanValue(),
                            Duration.parse(json.required("ttl").textValue()),
                            semantic(json)),
                    json.required("maxBytes").longValue(),
                    json.path("semanticMaxBytes").asLong(CacheSettings.DEFAULT.semanticMaxBytes()),
                    Duration.parse(json.required("window").textValue()),
                    overrides(json.required("keys")),
                    overrides(json.required("models")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a setting that this gateway wrote is not JSON any more", e);
        }
    }

    /** Rows that were written before there was a semantic cache have nothing of it. */
    private static SemanticRule semantic(JsonNode json) {
        return new SemanticRule(
                json.path("semantic").asBoolean(SemanticRule.OFF.enabled()),
                json.path("threshold").asDouble(SemanticRule.OFF.threshold()));
    }

    private static Map<String, CacheOverride> overrides(JsonNode json) {
        Map<String, CacheOverride> overrides = new HashMap<>();
        json.properties().forEach(member -> overrides.put(member.getKey(), override(member.getValue())));
        return overrides;
    }

    private static CacheOverride override(JsonNode json) {
        return new CacheOverride(
                Optional.ofNullable(json.get("enabled")).map(JsonNode::booleanValue),
                Optional.ofNullable(json.get("anyTemperature")).map(JsonNode::booleanValue),
                Optional.ofNullable(json.get("ttl")).map(JsonNode::textValue).map(Duration::parse),
                new SemanticOverride(
                        Optional.ofNullable(json.get("semantic")).map(JsonNode::booleanValue),
                        Optional.ofNullable(json.get("threshold")).map(JsonNode::doubleValue)));
    }
}

package io.omniroute.routing.administration;

import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.access.ApiKeys;
import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.cache.CacheOverride;
import io.omniroute.routing.cache.CacheRule;
import io.omniroute.routing.cache.CacheSettings;
import io.omniroute.routing.cache.CacheSettingsStore;
import io.omniroute.routing.cache.SemanticOverride;
import io.omniroute.routing.cache.SemanticRule;
import io.omniroute.routing.cache.semantic.EmbedderExtension;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads and sets what is remembered of answers: {@code {"enabled","anyTemperature","ttlSeconds","maxBytes",
 * "idempotencyWindowMs","semantic":{"enabled","threshold","maxBytes"},"keys":{name:{"enabled",…}},"models":{name:{…}}}}. A
 * change and its audit entry are one transaction.
 */
@ApplicationScoped
@Transactional
public class CacheDesk {
    private static final Set<String> RULE = Set.of("enabled", "anyTemperature", "ttlSeconds", "semantic");
    private static final Set<String> FIELDS = Set.of(
            "enabled", "anyTemperature", "ttlSeconds", "maxBytes", "idempotencyWindowMs", "semantic", "keys", "models");
    private static final long MOST_SECONDS = Duration.ofDays(30).toSeconds();
    private static final long MOST_BYTES = 8L << 30;
    private static final long LONGEST_WINDOW = Duration.ofDays(1).toMillis();

    private final CacheSettingsStore store;
    private final ApiKeys keys;
    private final AuditTrail trail;
    private final ConfigurationVersion version;
    private final EmbedderExtension extension;

    @Inject
    public CacheDesk(
            CacheSettingsStore store,
            ApiKeys keys,
            AuditTrail trail,
            ConfigurationVersion version,
            EmbedderExtension extension) {
        this.store = store;
        this.keys = keys;
        this.trail = trail;
        this.version = version;
        this.extension = extension;
    }

    protected CacheDesk() { // for the CDI proxy
        this(null, null, null, null, null);
    }

    public JsonObject current() {
        return CacheJson.write(store.read(), keyNames());
    }

    /**
     * Members that the body does not name go back to their defaults.
     *
     * @throws Refusal 409 when the semantic cache is turned on without its extension
     */
    public JsonObject set(Body body, Actor actor) {
        version.hold();
        CacheSettings before = store.read();
        CacheSettings after = read(body);
        if (after.usesSemantics()) {
            requireExtension(body);
            extension.wake();
        }
        if (!after.equals(before)) {
            store.write(after);
            trail.changed(
                    actor,
                    "settings.update",
                    "settings:cache",
                    Optional.of(CacheJson.write(before, keyNames())),
                    Optional.of(CacheJson.write(after, keyNames())));
        }
        return CacheJson.write(after, keyNames());
    }

    private void requireExtension(Body body) {
        if (!extension.isInstalled()) {
            throw Refusal.conflict(
                    body.path("semantic"),
                    "The semantic cache needs its extension: copy omniroute-semantic-cache.jar to "
                            + extension.directory() + " and try again. docs/caching.md says where the jar comes from.");
        }
    }

    private CacheSettings read(Body body) {
        body.allow(FIELDS);
        CacheRule usual = CacheSettings.DEFAULT.rule();
        Optional<Body> semantic = body.object("semantic");
        semantic.ifPresent(member -> member.allow(Set.of("enabled", "threshold", "maxBytes")));
        CacheRule rule = new CacheRule(
                body.flag("enabled").orElse(usual.enabled()),
                body.flag("anyTemperature").orElse(usual.anyTemperature()),
                seconds(body).orElse(usual.timeToLive()),
                new SemanticRule(
                        semantic.flatMap(member -> member.flag("enabled")).orElse(false),
                        semantic.flatMap(CacheDesk::threshold)
                                .orElse(usual.semantic().threshold())));
        return new CacheSettings(
                rule,
                body.whole("maxBytes", 0, MOST_BYTES).orElse(CacheSettings.DEFAULT.maxBytes()),
                semantic.flatMap(member -> member.whole("maxBytes", 0, MOST_BYTES))
                        .orElse(CacheSettings.DEFAULT.semanticMaxBytes()),
                body.whole("idempotencyWindowMs", 0, LONGEST_WINDOW)
                        .map(Duration::ofMillis)
                        .orElse(CacheSettings.DEFAULT.idempotencyWindow()),
                keyOverrides(body),
                overrides(body, "models"));
    }

    private Map<String, CacheOverride> keyOverrides(Body body) {
        Map<String, CacheOverride> byId = new HashMap<>();
        overrides(body, "keys").forEach((name, override) -> byId.put(requireKey(body, name), override));
        return byId;
    }

    private Map<String, String> keyNames() {
        return keys.list().stream().collect(Collectors.toMap(key -> key.id().toString(), ApiKey::name));
    }

    private String requireKey(Body body, String idOrName) {
        Optional<ApiKey> found = Ids.uuid(idOrName)
                .map(ApiKeyId::new)
                .flatMap(keys::find)
                .or(() -> keys.list().stream()
                        .filter(key -> key.name().equals(idOrName))
                        .findFirst());
        return found.map(key -> key.id().toString())
                .orElseThrow(() -> body.invalid("keys." + idOrName, "There is no key '" + idOrName + "'."));
    }

    private static Map<String, CacheOverride> overrides(Body body, String field) {
        Map<String, CacheOverride> overrides = new HashMap<>();
        body.object(field).ifPresent(members -> members.json().keySet().forEach(name -> {
            Body override = members.object(name).orElseThrow(() -> members.missing(name));
            override.allow(RULE);
            overrides.put(
                    name,
                    new CacheOverride(
                            override.flag("enabled"),
                            override.flag("anyTemperature"),
                            seconds(override),
                            semantic(override)));
        }));
        return overrides;
    }

    private static SemanticOverride semantic(Body override) {
        return override.object("semantic")
                .map(member -> new SemanticOverride(
                        member.allow(Set.of("enabled", "threshold")).flag("enabled"), threshold(member)))
                .orElse(SemanticOverride.NONE);
    }

    private static Optional<Double> threshold(Body semantic) {
        return semantic.amount("threshold").map(BigDecimal::doubleValue).map(value -> {
            if (value < SemanticRule.LOWEST || value > SemanticRule.HIGHEST) {
                throw semantic.invalid(
                        "threshold",
                        "'" + semantic.path("threshold") + "' must be from " + SemanticRule.LOWEST + " to "
                                + SemanticRule.HIGHEST + ".");
            }
            return value;
        });
    }

    private static Optional<Duration> seconds(Body body) {
        return body.whole("ttlSeconds", 1, MOST_SECONDS).map(Duration::ofSeconds);
    }
}

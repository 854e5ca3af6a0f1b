package io.omniroute.routing.cache;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What is remembered of answers, and for how long.
 *
 * @param maxBytes of memory for answers to the very same requests
 * @param semanticMaxBytes of memory for answers to questions in other words, and these
 * @param idempotencyWindow how long an answer may be replayed to the same idempotency key; zero for never
 * @param keys overrides by key id
 * @param models overrides by the name that callers use: a model, an alias, a combo; they win over those of keys
 */
public record CacheSettings(
        CacheRule rule,
        long maxBytes,
        long semanticMaxBytes,
        Duration idempotencyWindow,
        Map<String, CacheOverride> keys,
        Map<String, CacheOverride> models) {
    public static final CacheSettings DEFAULT =
            new CacheSettings(CacheRule.OFF, 64L << 20, 32L << 20, Duration.ofSeconds(5), Map.of(), Map.of());

    public CacheSettings {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(idempotencyWindow, "idempotencyWindow");
        keys = Map.copyOf(keys);
        models = Map.copyOf(models);
        if (maxBytes < 0 || semanticMaxBytes < 0 || idempotencyWindow.isNegative()) {
            throw new IllegalArgumentException("sizes and times must not be negative");
        }
    }

    /** Whether no call at all uses the cache. */
    public boolean isOff() {
        return !rule.isOn() && keys.isEmpty() && models.isEmpty();
    }

    /** Whether some calls may be answered with what was said to others in other words. */
    public boolean usesSemantics() {
        return rule.semantic().enabled()
                || Stream.concat(keys.values().stream(), models.values().stream())
                        .anyMatch(override -> override.semantic().enabled().orElse(false));
    }

    /** What holds for a call. */
    public CacheRule of(String key, String model) {
        CacheRule found = rule;
        CacheOverride ofKey = keys.get(key);
        if (ofKey != null) {
            found = ofKey.over(found);
        }
        CacheOverride ofModel = models.get(model);
        return ofModel == null ? found : ofModel.over(found);
    }
}

package io.omniroute.persistence.settings;

import io.omniroute.routing.settings.LimitDefaults;
import io.omniroute.routing.settings.Resilience;
import io.omniroute.routing.settings.ResilienceProfile;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Resilience as a flat map of texts; what an older version did not know has its default. */
final class ResilienceTexts {
    private ResilienceTexts() {}

    static Map<String, String> write(Resilience rules) {
        Map<String, String> texts = new TreeMap<>();
        texts.put("enabled", String.valueOf(rules.enabled()));
        write(texts, "oauth.", rules.oauth());
        write(texts, "apikey.", rules.apiKey());
        texts.put("provider.threshold", String.valueOf(rules.providerThreshold()));
        texts.put("provider.reset", millis(rules.providerReset()));
        texts.put("waitForCooldown", millis(rules.waitForCooldown()));
        texts.put("retry.percent", String.valueOf(rules.retryPercent()));
        texts.put("retry.perSecond", String.valueOf(rules.retriesPerSecond()));
        texts.put("defaults.requestsPerMinute", String.valueOf(rules.defaults().requestsPerMinute()));
        texts.put("defaults.minTimeBetweenRequests", millis(rules.defaults().minTimeBetweenRequests()));
        texts.put("defaults.concurrentRequests", String.valueOf(rules.defaults().concurrentRequests()));
        return texts;
    }

    static Resilience read(Map<String, String> texts) {
        Resilience known = Resilience.DEFAULT;
        return new Resilience(
                Boolean.parseBoolean(texts.getOrDefault("enabled", "true")),
                read(texts, "oauth.", known.oauth()),
                read(texts, "apikey.", known.apiKey()),
                (int) number(texts, "provider.threshold", known.providerThreshold()),
                time(texts, "provider.reset", known.providerReset()),
                time(texts, "waitForCooldown", known.waitForCooldown()),
                (int) number(texts, "retry.percent", known.retryPercent()),
                (int) number(texts, "retry.perSecond", known.retriesPerSecond()),
                new LimitDefaults(
                        number(texts, "defaults.requestsPerMinute", 0),
                        time(texts, "defaults.minTimeBetweenRequests", Duration.ZERO),
                        number(texts, "defaults.concurrentRequests", 0)));
    }

    private static void write(Map<String, String> texts, String prefix, ResilienceProfile profile) {
        texts.put(prefix + "transientCooldown", millis(profile.transientCooldown()));
        texts.put(prefix + "rateLimitCooldown", millis(profile.rateLimitCooldown()));
        texts.put(prefix + "maxBackoffLevel", String.valueOf(profile.maxBackoffLevel()));
        texts.put(prefix + "circuitBreakerThreshold", String.valueOf(profile.circuitBreakerThreshold()));
        texts.put(prefix + "circuitBreakerReset", millis(profile.circuitBreakerReset()));
    }

    private static ResilienceProfile read(Map<String, String> texts, String prefix, ResilienceProfile known) {
        return new ResilienceProfile(
                time(texts, prefix + "transientCooldown", known.transientCooldown()),
                time(texts, prefix + "rateLimitCooldown", known.rateLimitCooldown()),
                (int) number(texts, prefix + "maxBackoffLevel", known.maxBackoffLevel()),
                (int) number(texts, prefix + "circuitBreakerThreshold", known.circuitBreakerThreshold()),
                time(texts, prefix + "circuitBreakerReset", known.circuitBreakerReset()));
    }

    private static long number(Map<String, String> texts, String name, long known) {
        return texts.containsKey(name) ? Long.parseLong(texts.get(name)) : known;
    }

    private static Duration time(Map<String, String> texts, String name, Duration known) {
        return Duration.ofMillis(number(texts, name, known.toMillis()));
    }

    private static String millis(Duration time) {
        return String.valueOf(time.toMillis());
    }
}

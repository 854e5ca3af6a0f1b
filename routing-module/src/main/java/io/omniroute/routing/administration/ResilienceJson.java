package io.omniroute.routing.administration;

import io.omniroute.routing.json.Body;
import io.omniroute.routing.settings.LimitDefaults;
import io.omniroute.routing.settings.Resilience;
import io.omniroute.routing.settings.ResilienceProfile;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.Set;

/** Resilience as the API shows and takes it; all times are milliseconds. Pure. */
final class ResilienceJson {
    /** The last two are the gateway's own, and ignored, so that what was read may be sent back. */
    private static final Set<String> FIELDS = Set.of(
            "enabled",
            "profiles",
            "providerBreaker",
            "waitForCooldown",
            "retryBudget",
            "defaults",
            "circuitBreakers",
            "rateLimitStatus");

    private static final Set<String> PROFILE = Set.of(
            "transientCooldown",
            "rateLimitCooldown",
            "maxBackoffLevel",
            "circuitBreakerThreshold",
            "circuitBreakerReset");
    private static final long DAY = 86_400_000L;
    private static final long FIVE_MINUTES = 300_000L;
    private static final int MAX_COUNT = 1_000_000;

    private ResilienceJson() {}

    static JsonObject write(Resilience rules) {
        return Json.createObjectBuilder()
                .add("enabled", rules.enabled())
                .add(
                        "profiles",
                        Json.createObjectBuilder()
                                .add("oauth", profile(rules.oauth()))
                                .add("apikey", profile(rules.apiKey())))
                .add(
                        "providerBreaker",
                        Json.createObjectBuilder()
                                .add("threshold", rules.providerThreshold())
                                .add("reset", rules.providerReset().toMillis()))
                .add("waitForCooldown", rules.waitForCooldown().toMillis())
                .add(
                        "retryBudget",
                        Json.createObjectBuilder()
                                .add("percent", rules.retryPercent())
                                .add("perSecond", rules.retriesPerSecond()))
                .add("defaults", defaults(rules.defaults()))
                .build();
    }

    /** A whole object; what is missing or null has its default. */
    static Resilience read(Body body) {
        body.allow(FIELDS);
        Resilience known = Resilience.DEFAULT;
        Body profiles = inner(body, "profiles").allow(Set.of("oauth", "apikey"));
        Body breaker = inner(body, "providerBreaker").allow(Set.of("threshold", "reset"));
        Body retries = inner(body, "retryBudget").allow(Set.of("percent", "perSecond"));
        return new Resilience(
                body.flag("enabled").orElse(known.enabled()),
                profile(inner(profiles, "oauth"), known.oauth()),
                profile(inner(profiles, "apikey"), known.apiKey()),
                count(breaker, "threshold", known.providerThreshold()),
                time(breaker, "reset", DAY, known.providerReset()),
                time(body, "waitForCooldown", FIVE_MINUTES, known.waitForCooldown()),
                count(retries, "percent", known.retryPercent()),
                count(retries, "perSecond", known.retriesPerSecond()),
                defaults(inner(body, "defaults")));
    }

    private static JsonObjectBuilder profile(ResilienceProfile profile) {
        return Json.createObjectBuilder()
                .add("transientCooldown", profile.transientCooldown().toMillis())
                .add("rateLimitCooldown", profile.rateLimitCooldown().toMillis())
                .add("maxBackoffLevel", profile.maxBackoffLevel())
                .add("circuitBreakerThreshold", profile.circuitBreakerThreshold())
                .add("circuitBreakerReset", profile.circuitBreakerReset().toMillis());
    }

    private static JsonObjectBuilder defaults(LimitDefaults limits) {
        return Json.createObjectBuilder()
                .add("requestsPerMinute", limits.requestsPerMinute())
                .add("minTimeBetweenRequests", limits.minTimeBetweenRequests().toMillis())
                .add("concurrentRequests", limits.concurrentRequests());
    }

    private static ResilienceProfile profile(Body body, ResilienceProfile known) {
        body.allow(PROFILE);
        return new ResilienceProfile(
                time(body, "transientCooldown", DAY, known.transientCooldown()),
                time(body, "rateLimitCooldown", DAY, known.rateLimitCooldown()),
                body.whole("maxBackoffLevel", 0, 15).map(Long::intValue).orElse(known.maxBackoffLevel()),
                count(body, "circuitBreakerThreshold", known.circuitBreakerThreshold()),
                time(body, "circuitBreakerReset", DAY, known.circuitBreakerReset()));
    }

    private static LimitDefaults defaults(Body body) {
        body.allow(Set.of("requestsPerMinute", "minTimeBetweenRequests", "concurrentRequests"));
        return new LimitDefaults(
                count(body, "requestsPerMinute", 0),
                time(body, "minTimeBetweenRequests", FIVE_MINUTES, Duration.ZERO),
                count(body, "concurrentRequests", 0));
    }

    private static Body inner(Body body, String field) {
        return body.object(field).orElseGet(() -> Body.of(JsonObject.EMPTY_JSON_OBJECT));
    }

    private static int count(Body body, String field, int known) {
        return body.whole(field, 0, MAX_COUNT).map(Long::intValue).orElse(known);
    }

    private static Duration time(Body body, String field, long max, Duration known) {
        return body.whole(field, 0, max).map(Duration::ofMillis).orElse(known);
    }
}

package io.omniroute.routing.administration;

import io.omniroute.provider.connection.Limits;
import io.omniroute.routing.json.Body;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Set;

/** Limits of keys and connections; 0 or nothing stands for no limit. Pure. */
public final class LimitsJson {
    private static final Set<String> FIELDS =
            Set.of("requestsPerMinute", "tokensPerMinute", "minGapMs", "maxConcurrent", "queueSize", "queueTimeoutMs");
    private static final int MAX_CONCURRENT = 100_000;
    private static final long MAX_MILLIS = 600_000;

    private LimitsJson() {}

    public static JsonObject write(Limits limits) {
        return Json.createObjectBuilder()
                .add("requestsPerMinute", limits.requestsPerMinute())
                .add("tokensPerMinute", limits.tokensPerMinute())
                .add("minGapMs", limits.minGap().toMillis())
                .add("maxConcurrent", limits.maxConcurrent())
                .add("queueSize", limits.queueSize())
                .add("queueTimeoutMs", limits.queueTimeout().toMillis())
                .build();
    }

    /** The member {@code limits} of a body. */
    static Limits read(Body body) {
        return body.object("limits").map(LimitsJson::values).orElse(Limits.NONE);
    }

    private static Limits values(Body body) {
        body.allow(FIELDS);
        return new Limits(
                body.whole("requestsPerMinute", 0, Limits.MOST_PER_MINUTE).orElse(0L),
                body.whole("tokensPerMinute", 0, Limits.MOST_PER_MINUTE).orElse(0L),
                millis(body, "minGapMs", Duration.ZERO),
                body.whole("maxConcurrent", 0, MAX_CONCURRENT).orElse(0L).intValue(),
                body.whole("queueSize", 0, MAX_CONCURRENT).map(Long::intValue).orElse(Limits.DEFAULT_QUEUE),
                millis(body, "queueTimeoutMs", Limits.DEFAULT_TIMEOUT));
    }

    private static Duration millis(Body body, String field, Duration known) {
        return body.whole(field, 0, MAX_MILLIS).map(Duration::ofMillis).orElse(known);
    }
}

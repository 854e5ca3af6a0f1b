package io.omniroute.persistence.jpa;

import io.omniroute.provider.connection.Limits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Limits as one column of text, null for none. */
public final class LimitColumn {
    private LimitColumn() {}

    public static Optional<String> write(Limits limits) {
        return limits.equals(Limits.NONE)
                ? Optional.empty()
                : Optional.of(Texts.json(Map.of(
                        "requestsPerMinute", String.valueOf(limits.requestsPerMinute()),
                        "tokensPerMinute", String.valueOf(limits.tokensPerMinute()),
                        "minGapMs", String.valueOf(limits.minGap().toMillis()),
                        "maxConcurrent", String.valueOf(limits.maxConcurrent()),
                        "queueSize", String.valueOf(limits.queueSize()),
                        "queueTimeoutMs", String.valueOf(limits.queueTimeout().toMillis()))));
    }

    /** @param column null for none */
    public static Limits read(String column) {
        if (column == null) {
            return Limits.NONE;
        }
        Map<String, String> texts = Texts.map(column);
        return new Limits(
                Long.parseLong(texts.get("requestsPerMinute")),
                Long.parseLong(texts.get("tokensPerMinute")),
                Duration.ofMillis(Long.parseLong(texts.get("minGapMs"))),
                Integer.parseInt(texts.get("maxConcurrent")),
                Integer.parseInt(texts.get("queueSize")),
                Duration.ofMillis(Long.parseLong(texts.get("queueTimeoutMs"))));
    }
}

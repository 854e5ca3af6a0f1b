package io.omniroute.routing.cache;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** What a key or a model has otherwise; what is absent stays as it is. */
public record CacheOverride(
        Optional<Boolean> enabled,
        Optional<Boolean> anyTemperature,
        Optional<Duration> timeToLive,
        SemanticOverride semantic) {
    public CacheOverride {
        Objects.requireNonNull(enabled, "enabled");
        Objects.requireNonNull(anyTemperature, "anyTemperature");
        Objects.requireNonNull(timeToLive, "timeToLive");
        Objects.requireNonNull(semantic, "semantic");
    }

    /** Of the exact cache alone. */
    public CacheOverride(Optional<Boolean> enabled, Optional<Boolean> anyTemperature, Optional<Duration> timeToLive) {
        this(enabled, anyTemperature, timeToLive, SemanticOverride.NONE);
    }

    CacheRule over(CacheRule rule) {
        return new CacheRule(
                enabled.orElse(rule.enabled()),
                anyTemperature.orElse(rule.anyTemperature()),
                timeToLive.orElse(rule.timeToLive()),
                semantic.over(rule.semantic()));
    }
}

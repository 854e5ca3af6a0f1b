package io.omniroute.routing.cache;

import java.util.Objects;
import java.util.Optional;

/** What a key or a model has otherwise of the semantic cache; what is absent stays as it is. */
public record SemanticOverride(Optional<Boolean> enabled, Optional<Double> threshold) {
    public static final SemanticOverride NONE = new SemanticOverride(Optional.empty(), Optional.empty());

    public SemanticOverride {
        Objects.requireNonNull(enabled, "enabled");
        Objects.requireNonNull(threshold, "threshold");
    }

    SemanticRule over(SemanticRule rule) {
        return new SemanticRule(enabled.orElse(rule.enabled()), threshold.orElse(rule.threshold()));
    }
}

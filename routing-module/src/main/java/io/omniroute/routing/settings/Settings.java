package io.omniroute.routing.settings;

import java.util.Objects;
import java.util.Set;

/**
 * @param demoProvider whether the built-in {@code demo} provider answers
 * @param blockedProviders provider ids that are neither listed nor called
 */
public record Settings(boolean demoProvider, Set<String> blockedProviders, Resilience resilience) {
    public static final Settings DEFAULT = new Settings(true, Set.of());

    public Settings {
        blockedProviders = Set.copyOf(blockedProviders);
        Objects.requireNonNull(resilience, "resilience");
    }

    public Settings(boolean demoProvider, Set<String> blockedProviders) {
        this(demoProvider, blockedProviders, Resilience.DEFAULT);
    }

    public Settings withResilience(Resilience changed) {
        return new Settings(demoProvider, blockedProviders, changed);
    }
}

package io.omniroute.routing.models;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A set of models, given by names and patterns over {@code provider/model}. Immutable. */
public final class ModelFilter {
    public static final ModelFilter NONE = new ModelFilter(List.of());

    private final Set<String> names = new HashSet<>();
    private final List<NamePattern> patterns;

    public ModelFilter(List<String> entries) {
        entries.stream()
                .filter(entry -> !NamePattern.isPattern(entry))
                .forEach(entry -> names.add(entry.toLowerCase(Locale.ROOT)));
        patterns = entries.stream()
                .filter(NamePattern::isPattern)
                .map(NamePattern::new)
                .toList();
    }

    public boolean contains(String provider, String model) {
        if (names.isEmpty() && patterns.isEmpty()) {
            return false;
        }
        String name = (provider + "/" + model).toLowerCase(Locale.ROOT);
        return names.contains(name) || patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }
}

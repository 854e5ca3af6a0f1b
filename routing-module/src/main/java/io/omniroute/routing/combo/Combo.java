package io.omniroute.routing.combo;

import io.omniroute.routing.strategy.Strategy;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A name that stands for several models.
 *
 * @param name unique; what clients put into {@code model}
 * @param steps at least one, in the administrator's order
 * @param config what this combo sets itself
 */
public record Combo(
        ComboId id, String name, Strategy strategy, List<ComboStep> steps, ComboConfig config, Instant createdAt) {
    /** How deep combos may stand in combos: one in one in one. */
    public static final int MAX_DEPTH = 3;

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_/.-]{1,100}");

    public Combo {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(strategy, "strategy");
        steps = List.copyOf(steps);
        Objects.requireNonNull(config, "config");
        Objects.requireNonNull(createdAt, "createdAt");
        if (!isName(name)) {
            throw new IllegalArgumentException("not a combo's name");
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a combo needs a step");
        }
    }

    /** 1 to 100 letters, digits, {@code _}, {@code /}, {@code .} and {@code -}; no {@code ..}, which no model name may hold. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches() && !text.contains("..");
    }
}

package io.omniroute.provider.chat;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How much the model should think. A client states an effort, a budget, or that it wants either chosen for it; each
 * vendor-side writer turns that into its own terms.
 *
 * @param effort absent when only a budget was given
 * @param budgetTokens thinking tokens, 0 means none; absent when only an effort was given
 * @param adaptive the model decides by itself (Anthropic adaptive, Gemini budget −1)
 * @param includeThoughts whether the caller wants readable thoughts or their summary; absent means the format's default
 */
public record Reasoning(
        Optional<Effort> effort, OptionalInt budgetTokens, boolean adaptive, Optional<Boolean> includeThoughts) {
    /** From none to the model's cap, in ascending order. */
    public enum Effort {
        NONE,
        MINIMAL,
        LOW,
        MEDIUM,
        HIGH,
        XHIGH,
        MAX
    }

    public Reasoning {
        Objects.requireNonNull(effort, "effort");
        Objects.requireNonNull(budgetTokens, "budgetTokens");
        Objects.requireNonNull(includeThoughts, "includeThoughts");
    }

    public static Reasoning ofEffort(Effort effort) {
        return new Reasoning(Optional.of(effort), OptionalInt.empty(), false, Optional.empty());
    }

    public static Reasoning ofBudget(int tokens) {
        return new Reasoning(Optional.empty(), OptionalInt.of(tokens), false, Optional.empty());
    }

    /** True when the caller asked for no thinking at all. */
    public boolean isOff() {
        return effort.filter(e -> e == Effort.NONE).isPresent()
                || budgetTokens.isPresent() && budgetTokens.getAsInt() == 0;
    }

    /** The effort, derived from the budget if only that is known: up to 1,024 LOW, up to 10,240 MEDIUM, else HIGH. */
    public Effort effortOrDerived() {
        if (effort.isPresent()) {
            return effort.get();
        }
        if (budgetTokens.isEmpty()) {
            return Effort.MEDIUM;
        }
        int tokens = budgetTokens.getAsInt();
        if (tokens == 0) {
            return Effort.NONE;
        }
        return tokens <= 1_024 ? Effort.LOW : tokens <= 10_240 ? Effort.MEDIUM : Effort.HIGH;
    }

    /** The budget in tokens, derived from the effort if only that is known. */
    public int budgetOrDerived() {
        if (budgetTokens.isPresent()) {
            return budgetTokens.getAsInt();
        }
        return switch (effort.orElse(Effort.MEDIUM)) {
            case NONE -> 0;
            case MINIMAL, LOW -> 1_024;
            case MEDIUM -> 8_192;
            case HIGH -> 24_576;
            case XHIGH, MAX -> 32_768;
        };
    }
}

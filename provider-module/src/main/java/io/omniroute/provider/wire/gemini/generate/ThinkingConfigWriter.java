package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.Reasoning;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.WireTarget;
import java.util.Locale;
import java.util.Optional;

/** Writes {@code thinkingConfig}: a level for Gemini 3, a budget before it, never both (Gemini refuses the pair). */
final class ThinkingConfigWriter {
    private static final int DYNAMIC = -1;
    private static final int PRO_LEAST = 128;
    private static final int PRO_MOST = 32_768;
    private static final int LITE_LEAST = 512;
    private static final int FLASH_MOST = 24_576;

    private final boolean levels;
    private final boolean thinks;
    private final String model;
    private final Losses losses;

    ThinkingConfigWriter(WireTarget target, Losses losses) {
        this.levels = target.has(Quirk.THINKING_LEVEL);
        this.thinks = target.reasoning();
        this.model = target.model().toLowerCase(Locale.ROOT);
        this.losses = losses;
    }

    Optional<ObjectNode> write(Reasoning reasoning) {
        if (!thinks) {
            if (!reasoning.isOff()) {
                losses.add("reasoning");
            }
            return Optional.empty();
        }
        ObjectNode config = Json.object();
        if (levels) {
            level(reasoning).ifPresent(level -> config.put("thinkingLevel", level));
        } else {
            config.put("thinkingBudget", budget(reasoning));
        }
        boolean wanted = !reasoning.isOff() && reasoning.includeThoughts().orElse(true);
        config.put("includeThoughts", wanted);
        return Optional.of(config);
    }

    /** Without a level the model decides by itself. Gemini 3 cannot stop thinking; its Pro models go down to LOW only. */
    private Optional<String> level(Reasoning reasoning) {
        if (reasoning.adaptive() && reasoning.effort().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (reasoning.effortOrDerived()) {
                    case NONE, MINIMAL -> isPro() ? "LOW" : "MINIMAL";
                    case LOW -> "LOW";
                    case MEDIUM -> "MEDIUM";
                    case HIGH, XHIGH, MAX -> "HIGH";
                });
    }

    /** Gemini API, thinking budgets: each model has its own range, and only Flash models can be told not to think. */
    private int budget(Reasoning reasoning) {
        if (reasoning.adaptive() && reasoning.effort().isEmpty()) {
            return DYNAMIC;
        }
        int wanted = reasoning.isOff() ? 0 : reasoning.budgetOrDerived();
        if (isPro()) {
            return Math.max(PRO_LEAST, Math.min(PRO_MOST, wanted));
        }
        if (wanted == 0) {
            return 0;
        }
        return Math.max(model.contains("lite") ? LITE_LEAST : 1, Math.min(FLASH_MOST, wanted));
    }

    private boolean isPro() {
        return model.contains("pro");
    }
}

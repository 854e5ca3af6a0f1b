package io.omniroute.provider.wire.openai.chat;

import io.omniroute.provider.chat.Reasoning;
import io.omniroute.provider.wire.JsonView;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How much to think: OpenAI's {@code reasoning_effort}, OpenRouter's {@code reasoning} object and
 * {@code include_reasoning}, and the {@code thinking} object of GLM, Kimi and DeepSeek.
 */
final class ReasoningReader {
    private ReasoningReader() {}

    static Optional<Reasoning> read(JsonView body) {
        Optional<JsonView> object = body.optionalObject("reasoning");
        Optional<Boolean> include = body.optionalBoolean("include_reasoning")
                .or(() -> object.flatMap(o -> o.optionalBoolean("exclude")).map(exclude -> !exclude));
        Optional<Reasoning.Effort> effort = effort(body.at("reasoning_effort"))
                .or(() -> object.flatMap(o -> effort(o.at("effort"))))
                .or(() -> object.flatMap(o -> o.optionalBoolean("enabled"))
                        .filter(enabled -> !enabled)
                        .map(off -> Reasoning.Effort.NONE));
        OptionalInt budget = object.isPresent() ? budget(object.get(), "max_tokens") : OptionalInt.empty();
        Optional<Reasoning> thinking = body.optionalObject("thinking").map(ReasoningReader::thinking);
        if (effort.isPresent() || budget.isPresent()) {
            return Optional.of(new Reasoning(effort, budget, false, include));
        }
        if (thinking.isPresent() || include.isEmpty()) {
            return thinking;
        }
        return Optional.of(new Reasoning(Optional.empty(), OptionalInt.empty(), true, include));
    }

    private static Reasoning thinking(JsonView thinking) {
        return switch (thinking.text("type")) {
            case "disabled" -> Reasoning.ofEffort(Reasoning.Effort.NONE);
            case "enabled", "adaptive", "auto" -> {
                OptionalInt budget = budget(thinking, "budget_tokens");
                yield new Reasoning(Optional.empty(), budget, budget.isEmpty(), Optional.empty());
            }
            default -> throw thinking.at("type").fault("'thinking.type' must be enabled, disabled or adaptive.");
        };
    }

    private static OptionalInt budget(JsonView object, String field) {
        OptionalInt budget = object.optionalInt(field);
        if (budget.isPresent() && budget.getAsInt() < 0) {
            throw object.at(field).fault("'" + object.at(field).path() + "' must not be negative.");
        }
        return budget;
    }

    private static Optional<Reasoning.Effort> effort(JsonView view) {
        if (!view.exists()) {
            return Optional.empty();
        }
        for (Reasoning.Effort effort : Reasoning.Effort.values()) {
            if (effort.name().toLowerCase(Locale.ROOT).equals(view.text())) {
                return Optional.of(effort);
            }
        }
        throw view.fault("'" + view.path() + "' must be none, minimal, low, medium, high, xhigh or max.");
    }
}

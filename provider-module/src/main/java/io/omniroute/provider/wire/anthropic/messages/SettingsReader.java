package io.omniroute.provider.wire.anthropic.messages;

import io.omniroute.provider.chat.OutputFormat;
import io.omniroute.provider.chat.Reasoning;
import io.omniroute.provider.chat.Sampling;
import io.omniroute.provider.wire.JsonView;
import io.omniroute.provider.wire.Losses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads how to draw tokens, how much to think and what shape the reply must have. */
final class SettingsReader {
    private static final int LEAST_BUDGET = 1_024;

    private final JsonView body;
    private final Losses losses;
    private final Optional<JsonView> outputConfig;

    SettingsReader(JsonView body, Losses losses) {
        this.body = body;
        this.losses = losses;
        this.outputConfig = body.optionalObject("output_config");
        outputConfig.ifPresent(config -> config.node().fieldNames().forEachRemaining(name -> {
            if (!name.equals("effort") && !name.equals("format")) {
                losses.add("output_config." + name);
            }
        }));
    }

    Sampling sampling() {
        OptionalInt topK = body.optionalInt("top_k");
        if (topK.isPresent() && topK.getAsInt() < 0) {
            throw body.at("top_k").fault("'top_k' must not be negative.");
        }
        List<String> stop = body.optionalArray("stop_sequences").stream()
                .map(JsonView::text)
                .toList();
        return new Sampling(
                fraction("temperature"),
                fraction("top_p"),
                topK,
                OptionalLong.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                stop,
                OptionalInt.empty(),
                Map.of(),
                false,
                OptionalInt.empty());
    }

    Optional<Reasoning> reasoning() {
        Optional<Reasoning.Effort> effort = effort();
        Optional<JsonView> thinking = body.optionalObject("thinking");
        if (thinking.isEmpty()) {
            return effort.map(Reasoning::ofEffort);
        }
        JsonView view = thinking.get();
        return Optional.of(
                switch (view.text("type")) {
                    case "enabled" -> new Reasoning(effort, budget(view), false, display(view));
                    case "adaptive" -> new Reasoning(effort, OptionalInt.empty(), true, display(view));
                    case "disabled" -> Reasoning.ofEffort(Reasoning.Effort.NONE);
                    default -> throw view.at("type").fault("'thinking.type' must be enabled, adaptive or disabled.");
                });
    }

    OutputFormat output() {
        // output_format is the beta's name for what is output_config.format now
        Optional<JsonView> format = outputConfig
                .flatMap(config -> config.optionalObject("format"))
                .or(() -> body.optionalObject("output_format"));
        if (format.isEmpty()) {
            return new OutputFormat.PlainText();
        }
        if (!format.get().text("type").equals("json_schema")) {
            throw format.get().at("type").fault("'" + format.get().at("type").path() + "' must be json_schema.");
        }
        JsonView schema = format.get().at("schema").requireObject();
        return new OutputFormat.Schema("response", Optional.empty(), schema.jsonText(), Optional.of(true));
    }

    private Optional<Reasoning.Effort> effort() {
        Optional<String> word = outputConfig.flatMap(config -> config.optionalText("effort"));
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (word.get()) {
                    case "low" -> Reasoning.Effort.LOW;
                    case "medium" -> Reasoning.Effort.MEDIUM;
                    case "high" -> Reasoning.Effort.HIGH;
                    case "xhigh" -> Reasoning.Effort.XHIGH;
                    case "max" -> Reasoning.Effort.MAX;
                    default ->
                        throw new JsonView(body.node(), "output_config.effort")
                                .fault("'output_config.effort' must be low, medium, high, xhigh or max.");
                });
    }

    private static OptionalInt budget(JsonView thinking) {
        OptionalInt budget = thinking.optionalInt("budget_tokens");
        if (budget.isEmpty() || budget.getAsInt() < LEAST_BUDGET) {
            throw thinking.at("budget_tokens")
                    .fault("'thinking.budget_tokens' must be at least " + LEAST_BUDGET + " when thinking is enabled.");
        }
        return budget;
    }

    private Optional<Boolean> display(JsonView thinking) {
        return thinking.optionalText("display").flatMap(word -> switch (word) {
            case "summarized" -> Optional.of(true);
            case "omitted" -> Optional.of(false);
            default -> {
                losses.add("thinking.display");
                yield Optional.empty();
            }
        });
    }

    private OptionalDouble fraction(String field) {
        OptionalDouble value = body.optionalNumber(field);
        if (value.isPresent() && (value.getAsDouble() < 0 || value.getAsDouble() > 1)) {
            throw body.at(field).fault("'" + field + "' must be between 0 and 1.");
        }
        return value;
    }
}

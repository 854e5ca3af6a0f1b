package io.omniroute.provider.wire.gemini.generate;

import io.omniroute.provider.chat.JsonText;
import io.omniroute.provider.chat.OutputFormat;
import io.omniroute.provider.chat.Reasoning;
import io.omniroute.provider.chat.Reasoning.Effort;
import io.omniroute.provider.chat.Sampling;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.JsonView;
import io.omniroute.provider.wire.Losses;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code generationConfig} of a client. One per request. */
final class GenerationConfigReader {
    private static final Set<String> KNOWN = Set.of(
            "temperature",
            "topP",
            "topK",
            "candidateCount",
            "maxOutputTokens",
            "stopSequences",
            "seed",
            "presencePenalty",
            "frequencyPenalty",
            "responseLogprobs",
            "logprobs",
            "responseMimeType",
            "responseSchema",
            "responseJsonSchema",
            "responseModalities",
            "thinkingConfig");

    private final JsonView config;
    private final Losses losses;

    GenerationConfigReader(JsonView body, Losses losses) {
        JsonView given = Twins.at(body, "generationConfig");
        this.config = given.exists() ? given.requireObject() : new JsonView(Json.object(), given.path());
        this.losses = losses;
        Twins.loseUnknown(config, KNOWN, losses);
        boolean textOnly = config.optionalArray(name("responseModalities")).stream()
                .allMatch(modality -> modality.text().equalsIgnoreCase("TEXT"));
        if (!textOnly) {
            losses.add(Twins.at(config, "responseModalities").path());
        }
    }

    Sampling sampling() {
        return new Sampling(
                config.optionalNumber("temperature"),
                config.optionalNumber(name("topP")),
                config.optionalInt(name("topK")),
                config.optionalLong("seed"),
                config.optionalNumber(name("presencePenalty")),
                config.optionalNumber(name("frequencyPenalty")),
                config.optionalArray(name("stopSequences")).stream()
                        .map(JsonView::text)
                        .toList(),
                positive("candidateCount"),
                Map.of(),
                config.optionalBoolean(name("responseLogprobs")).orElse(false),
                config.optionalInt("logprobs"));
    }

    OptionalInt maxOutputTokens() {
        return positive("maxOutputTokens");
    }

    Optional<Reasoning> reasoning() {
        JsonView thinking = Twins.at(config, "thinkingConfig");
        if (!thinking.exists()) {
            return Optional.empty();
        }
        thinking.requireObject();
        OptionalInt budget = thinking.optionalInt(Twins.name(thinking, "thinkingBudget"));
        boolean dynamic = budget.isPresent() && budget.getAsInt() < 0;
        Reasoning reasoning = new Reasoning(
                effort(Twins.at(thinking, "thinkingLevel")),
                dynamic ? OptionalInt.empty() : budget,
                dynamic,
                thinking.optionalBoolean(Twins.name(thinking, "includeThoughts")));
        return Optional.of(reasoning);
    }

    OutputFormat output() {
        JsonView schema = Twins.at(config, "responseSchema");
        JsonView jsonSchema = Twins.at(config, "responseJsonSchema");
        String mimeType = config.optionalText(name("responseMimeType")).orElse("");
        if (mimeType.equals("text/x.enum")) {
            // The schema's enum as bare text: elsewhere only a JSON string could be demanded.
            losses.add(Twins.at(config, "responseMimeType").path());
            return new OutputFormat.PlainText();
        }
        if (jsonSchema.exists()) {
            return schema(jsonSchema.requireObject().jsonText());
        }
        if (schema.exists()) {
            return schema(SchemaReader.read(schema));
        }
        if (mimeType.equals("application/json")) {
            return new OutputFormat.Json();
        }
        if (!mimeType.isEmpty() && !mimeType.equals("text/plain")) {
            losses.add(Twins.at(config, "responseMimeType").path());
        }
        return new OutputFormat.PlainText();
    }

    private static OutputFormat schema(JsonText schema) {
        return new OutputFormat.Schema("response", Optional.empty(), schema, Optional.empty());
    }

    private static Optional<Effort> effort(JsonView level) {
        if (!level.exists()) {
            return Optional.empty();
        }
        return switch (level.text().toUpperCase(Locale.ROOT)) {
            case "", "THINKING_LEVEL_UNSPECIFIED" -> Optional.empty();
            case "MINIMAL" -> Optional.of(Effort.MINIMAL);
            case "LOW" -> Optional.of(Effort.LOW);
            case "MEDIUM" -> Optional.of(Effort.MEDIUM);
            case "HIGH" -> Optional.of(Effort.HIGH);
            default -> throw level.fault("'" + level.path() + "' must be MINIMAL, LOW, MEDIUM or HIGH.");
        };
    }

    /** Proto's 0 means unset. */
    private OptionalInt positive(String camel) {
        OptionalInt value = config.optionalInt(name(camel));
        if (value.isPresent() && value.getAsInt() < 0) {
            throw Twins.at(config, camel).fault("'" + Twins.at(config, camel).path() + "' must be positive.");
        }
        return value.isPresent() && value.getAsInt() == 0 ? OptionalInt.empty() : value;
    }

    private String name(String camel) {
        return Twins.name(config, camel);
    }
}

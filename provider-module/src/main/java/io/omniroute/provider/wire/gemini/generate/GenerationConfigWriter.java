package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.OutputFormat;
import io.omniroute.provider.chat.Sampling;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.WireTarget;
import java.util.List;
import java.util.Optional;

/** Writes {@code generationConfig}. One per request. */
final class GenerationConfigWriter {
    private static final int MAX_STOP_SEQUENCES = 5;
    private static final int MAX_CANDIDATES = 8;

    private final ChatRequest request;
    private final WireTarget target;
    private final Losses losses;

    GenerationConfigWriter(ChatRequest request, WireTarget target, Losses losses) {
        this.request = request;
        this.target = target;
        this.losses = losses;
    }

    ObjectNode write() {
        ObjectNode config = Json.object();
        sampling(config, request.sampling());
        penalties(config, request.sampling());
        stop(config, request.sampling().stop());
        request.maxOutputTokens().ifPresent(wanted -> {
            int most = target.maxOutputTokens().orElse(Integer.MAX_VALUE);
            config.put("maxOutputTokens", Math.min(wanted, most));
        });
        if (!outputMustBeAskedFor()) {
            output(config);
        }
        request.reasoning()
                .flatMap(reasoning -> new ThinkingConfigWriter(target, losses).write(reasoning))
                .ifPresent(thinking -> config.set("thinkingConfig", thinking));
        return config;
    }

    /** What must be said in words because the model refuses the setting, see {@link #outputMustBeAskedFor}. */
    Optional<String> outputInstruction() {
        if (!outputMustBeAskedFor()) {
            return Optional.empty();
        }
        return switch (request.output()) {
            case OutputFormat.PlainText ignored -> Optional.empty();
            case OutputFormat.Json ignored ->
                Optional.of("When you answer the user, answer with one JSON object only, without a code fence.");
            case OutputFormat.Schema schema ->
                Optional.of(
                        "When you answer the user, answer with one JSON value only, without a code fence, that fits "
                                + "this JSON Schema:\n" + schema.schema().value());
        };
    }

    /** Before Gemini 3, a response MIME type of application/json is refused together with tools. */
    private boolean outputMustBeAskedFor() {
        return !request.tools().isEmpty()
                && !target.has(Quirk.THINKING_LEVEL)
                && !(request.output() instanceof OutputFormat.PlainText);
    }

    private void output(ObjectNode config) {
        switch (request.output()) {
            case OutputFormat.PlainText ignored -> {}
            case OutputFormat.Json ignored -> config.put("responseMimeType", "application/json");
            case OutputFormat.Schema schema -> {
                config.put("responseMimeType", "application/json");
                SchemaCleaner.response(schema.schema()).ifPresent(cleaned -> config.set("responseSchema", cleaned));
            }
        }
    }

    private void sampling(ObjectNode config, Sampling sampling) {
        sampling.temperature().ifPresent(value -> config.put("temperature", clamp(value, 0, 2)));
        sampling.topP().ifPresent(value -> config.put("topP", clamp(value, 0, 1)));
        sampling.topK().ifPresent(value -> config.put("topK", value));
        sampling.seed().ifPresent(value -> {
            if (value == (int) value) {
                config.put("seed", (int) value);
            } else {
                losses.add("seed"); // Gemini's is an int32
            }
        });
        sampling.candidates().ifPresent(count -> {
            if (count > MAX_CANDIDATES) {
                losses.add("n");
            }
            config.put("candidateCount", Math.min(count, MAX_CANDIDATES));
        });
        if (!sampling.logitBias().isEmpty()) {
            losses.add("logit_bias");
        }
        if (sampling.logprobs() || sampling.topLogprobs().isPresent()) {
            losses.add("logprobs"); // Gemini has them, yet the canonical reply has no place for the answer
        }
    }

    private static void penalties(ObjectNode config, Sampling sampling) {
        sampling.presencePenalty().ifPresent(value -> config.put("presencePenalty", clamp(value, -2, 2)));
        sampling.frequencyPenalty().ifPresent(value -> config.put("frequencyPenalty", clamp(value, -2, 2)));
    }

    private void stop(ObjectNode config, List<String> wanted) {
        List<String> sequences =
                wanted.stream().filter(sequence -> !sequence.isEmpty()).toList();
        if (sequences.size() > MAX_STOP_SEQUENCES) {
            losses.add("stop");
        }
        if (!sequences.isEmpty()) {
            ArrayNode list = config.putArray("stopSequences");
            sequences.stream().limit(MAX_STOP_SEQUENCES).forEach(list::add);
        }
    }

    private static double clamp(double value, double least, double most) {
        return Math.max(least, Math.min(most, value));
    }
}

package io.omniroute.provider.wire.openai.chat;

import io.omniroute.provider.chat.Sampling;
import io.omniroute.provider.wire.JsonView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Sampling parameters, held to the ranges that OpenAI's own API accepts. */
final class SamplingReader {
    private static final int MAX_STOP = 4;
    private static final int MAX_CHOICES = 128;
    private static final int MAX_TOP_LOGPROBS = 20;
    private static final double MAX_BIAS = 100;

    private final JsonView body;
    private final FieldAudit audit;

    SamplingReader(JsonView body, FieldAudit audit) {
        this.body = body;
        this.audit = audit;
    }

    Sampling read() {
        boolean logprobs = body.optionalBoolean("logprobs").orElse(false);
        if (logprobs) {
            // the wish travels, but replies of the canonical model hold no log probabilities
            audit.lose(body.at("logprobs"));
        }
        return new Sampling(
                number("temperature", 0, 2),
                number("top_p", 0, 1),
                topK(),
                body.optionalLong("seed"),
                number("presence_penalty", -2, 2),
                number("frequency_penalty", -2, 2),
                stop(),
                integer("n", 1, MAX_CHOICES),
                logitBias(),
                logprobs,
                topLogprobs(logprobs));
    }

    private OptionalDouble number(String field, double least, double most) {
        OptionalDouble value = body.optionalNumber(field);
        if (value.isPresent() && !(value.getAsDouble() >= least && value.getAsDouble() <= most)) {
            throw body.at(field).fault("'" + field + "' must be between " + (int) least + " and " + (int) most + ".");
        }
        return value;
    }

    private OptionalInt integer(String field, int least, int most) {
        OptionalInt value = body.optionalInt(field);
        if (value.isPresent() && (value.getAsInt() < least || value.getAsInt() > most)) {
            throw body.at(field).fault("'" + field + "' must be between " + least + " and " + most + ".");
        }
        return value;
    }

    /** Not OpenAI's; vLLM, OpenRouter and others take it, and mean "off" by 0 or −1. */
    private OptionalInt topK() {
        OptionalInt topK = integer("top_k", -1, Integer.MAX_VALUE);
        return topK.isPresent() && topK.getAsInt() < 1 ? OptionalInt.empty() : topK;
    }

    private OptionalInt topLogprobs(boolean logprobs) {
        OptionalInt top = integer("top_logprobs", 0, MAX_TOP_LOGPROBS);
        if (top.isPresent() && top.getAsInt() > 0 && !logprobs) {
            throw body.at("top_logprobs").fault("'top_logprobs' needs 'logprobs' to be true.");
        }
        return top;
    }

    private List<String> stop() {
        JsonView stop = body.at("stop");
        if (!stop.exists()) {
            return List.of();
        }
        if (stop.isText()) {
            return stop.text().isEmpty() ? List.of() : List.of(stop.text());
        }
        if (!stop.isArray()) {
            throw stop.wrong("a string or an array of strings");
        }
        List<String> sequences = stop.elements().stream().map(JsonView::text).toList();
        if (sequences.size() > MAX_STOP) {
            throw stop.fault("'stop' may hold at most " + MAX_STOP + " sequences.");
        }
        return sequences.stream().filter(sequence -> !sequence.isEmpty()).toList();
    }

    private Map<String, Double> logitBias() {
        Map<String, Double> biases = new LinkedHashMap<>();
        body.optionalObject("logit_bias")
                .ifPresent(object ->
                        object.node().fieldNames().forEachRemaining(token -> biases.put(token, bias(object, token))));
        return biases;
    }

    private static double bias(JsonView object, String token) {
        JsonView place = object.at(token);
        double bias = object.optionalNumber(token).orElseThrow(() -> place.wrong("a number"));
        if (!(Math.abs(bias) <= MAX_BIAS)) {
            throw place.fault("'" + place.path() + "' must be between -100 and 100.");
        }
        return bias;
    }
}

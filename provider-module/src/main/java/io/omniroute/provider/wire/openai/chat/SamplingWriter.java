package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.Sampling;
import io.omniroute.provider.wire.Losses;
import java.util.OptionalDouble;

/** Sampling parameters of a request to a vendor, clamped to what OpenAI accepts. */
final class SamplingWriter {
    private static final int MAX_STOP = 4;
    private static final int MAX_TOP_LOGPROBS = 20;

    private final ObjectNode body;
    private final Losses losses;

    SamplingWriter(ObjectNode body, Losses losses) {
        this.body = body;
        this.losses = losses;
    }

    /** @param drawing whether the model lets itself be told how to draw tokens; reasoning models of OpenAI do not */
    void write(Sampling sampling, boolean drawing) {
        number("temperature", sampling.temperature(), 0, 2, drawing);
        number("top_p", sampling.topP(), 0, 1, drawing);
        number("presence_penalty", sampling.presencePenalty(), -2, 2, drawing);
        number("frequency_penalty", sampling.frequencyPenalty(), -2, 2, drawing);
        if (sampling.topK().isPresent()) {
            losses.add("top_k");
        }
        sampling.seed().ifPresent(seed -> body.put("seed", seed));
        sampling.candidates().stream().filter(n -> n > 1).forEach(n -> body.put("n", n));
        stop(sampling);
        logprobs(sampling, drawing);
    }

    private void number(String field, OptionalDouble value, double least, double most, boolean drawing) {
        if (value.isEmpty()) {
            return;
        }
        if (!drawing) {
            losses.add(field);
            return;
        }
        body.put(field, Math.max(least, Math.min(most, value.getAsDouble())));
    }

    private void stop(Sampling sampling) {
        if (sampling.stop().isEmpty()) {
            return;
        }
        ArrayNode stop = body.putArray("stop");
        sampling.stop().stream().limit(MAX_STOP).forEach(stop::add);
        if (sampling.stop().size() > MAX_STOP) {
            losses.add("stop[" + MAX_STOP + "]");
        }
    }

    private void logprobs(Sampling sampling, boolean drawing) {
        if (!drawing) {
            lose("logit_bias", !sampling.logitBias().isEmpty());
            lose("logprobs", sampling.logprobs());
            return;
        }
        if (!sampling.logitBias().isEmpty()) {
            ObjectNode biases = body.putObject("logit_bias");
            sampling.logitBias().forEach(biases::put);
        }
        if (sampling.logprobs()) {
            body.put("logprobs", true);
            sampling.topLogprobs().ifPresent(top -> body.put("top_logprobs", Math.min(top, MAX_TOP_LOGPROBS)));
        }
    }

    private void lose(String field, boolean wanted) {
        if (wanted) {
            losses.add(field);
        }
    }
}

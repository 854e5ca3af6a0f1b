package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.Sampling;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.WireTarget;
import java.util.List;

/** Writes how tokens are drawn, as far as Anthropic has a word for it. */
final class SamplingWriter {
    private static final double LEAST_TOP_P_WHEN_THINKING = 0.95;

    private SamplingWriter() {}

    static void write(Sampling sampling, WireTarget target, boolean thinking, ObjectNode body, Losses losses) {
        if (target.has(Quirk.NO_SAMPLING)) {
            drop(sampling, losses);
        } else if (thinking) {
            writeThinking(sampling, body, losses);
        } else {
            writePlain(sampling, body, losses);
        }
        stop(sampling.stop(), body);
        noteForeign(sampling, losses);
    }

    private static void drop(Sampling sampling, Losses losses) {
        note(sampling.temperature().isPresent(), "temperature", losses);
        note(sampling.topP().isPresent(), "top_p", losses);
        note(sampling.topK().isPresent(), "top_k", losses);
    }

    /** Anthropic Messages, extended thinking: temperature and top_k must not be set, top_p is 0.95 to 1. */
    private static void writeThinking(Sampling sampling, ObjectNode body, Losses losses) {
        // 1 is what the model uses anyway
        note(sampling.temperature().orElse(1) != 1, "temperature", losses);
        note(sampling.topK().isPresent(), "top_k", losses);
        sampling.topP().ifPresent(p -> body.put("top_p", Math.min(1, Math.max(LEAST_TOP_P_WHEN_THINKING, p))));
    }

    private static void writePlain(Sampling sampling, ObjectNode body, Losses losses) {
        sampling.temperature().ifPresent(t -> body.put("temperature", Math.min(1, Math.max(0, t))));
        sampling.topK().ifPresent(k -> body.put("top_k", k));
        if (sampling.topP().isEmpty()) {
            return;
        }
        double topP = Math.min(1, Math.max(0, sampling.topP().getAsDouble()));
        // Newer models take either temperature or top_p; many clients send both, with a top_p of 1 that does nothing.
        if (sampling.temperature().isEmpty()) {
            body.put("top_p", topP);
        } else {
            note(topP != 1, "top_p", losses);
        }
    }

    /** Anthropic Messages: a stop sequence must have a visible character. */
    private static void stop(List<String> sequences, ObjectNode body) {
        List<String> visible =
                sequences.stream().filter(sequence -> !sequence.isBlank()).toList();
        if (!visible.isEmpty()) {
            ArrayNode array = body.putArray("stop_sequences");
            visible.forEach(array::add);
        }
    }

    private static void noteForeign(Sampling sampling, Losses losses) {
        note(sampling.seed().isPresent(), "seed", losses);
        note(sampling.presencePenalty().orElse(0) != 0, "presence_penalty", losses);
        note(sampling.frequencyPenalty().orElse(0) != 0, "frequency_penalty", losses);
        note(!sampling.logitBias().isEmpty(), "logit_bias", losses);
        note(sampling.logprobs(), "logprobs", losses);
        note(sampling.topLogprobs().orElse(0) != 0, "top_logprobs", losses);
    }

    private static void note(boolean lost, String field, Losses losses) {
        if (lost) {
            losses.add(field);
        }
    }
}

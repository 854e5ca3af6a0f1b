package io.omniroute.provider.chat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How the next token is drawn and when to stop. Values are as the client gave them; a writer clamps them to its
 * vendor's range.
 *
 * @param temperature 0 to 2
 * @param stop sequences that end the reply
 * @param candidates how many replies are wanted; absent means one
 * @param logitBias token id to bias, −100 to 100
 * @param logprobs whether log probabilities are wanted, {@code topLogprobs} how many alternatives
 */
public record Sampling(
        OptionalDouble temperature,
        OptionalDouble topP,
        OptionalInt topK,
        OptionalLong seed,
        OptionalDouble presencePenalty,
        OptionalDouble frequencyPenalty,
        List<String> stop,
        OptionalInt candidates,
        Map<String, Double> logitBias,
        boolean logprobs,
        OptionalInt topLogprobs) {
    /** Nothing asked for. */
    public static final Sampling DEFAULT = new Sampling(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            List.of(),
            OptionalInt.empty(),
            Map.of(),
            false,
            OptionalInt.empty());

    public Sampling {
        Objects.requireNonNull(temperature, "temperature");
        Objects.requireNonNull(topP, "topP");
        Objects.requireNonNull(topK, "topK");
        Objects.requireNonNull(seed, "seed");
        Objects.requireNonNull(presencePenalty, "presencePenalty");
        Objects.requireNonNull(frequencyPenalty, "frequencyPenalty");
        stop = List.copyOf(stop);
        Objects.requireNonNull(candidates, "candidates");
        logitBias = Map.copyOf(logitBias);
        Objects.requireNonNull(topLogprobs, "topLogprobs");
    }
}

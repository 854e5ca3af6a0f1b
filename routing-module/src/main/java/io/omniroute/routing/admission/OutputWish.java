package io.omniroute.routing.admission;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * How much a caller wants to be told. Both numbers are at most {@link Integer#MAX_VALUE}, so that their product is a long.
 *
 * @param limit the most tokens of each answer; absent when the caller sets none
 * @param answers OpenAI's {@code n}, Gemini's {@code candidateCount}; at least 1
 */
public record OutputWish(OptionalLong limit, long answers) {
    /** One answer, as long as the model makes it. */
    public static final OutputWish UNSAID = new OutputWish(OptionalLong.empty(), 1);

    public OutputWish {
        Objects.requireNonNull(limit, "limit");
        if (answers < 1 || answers > Integer.MAX_VALUE || limit.orElse(0) < 0 || limit.orElse(0) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("out of range: " + answers + " answers of " + limit);
        }
    }
}

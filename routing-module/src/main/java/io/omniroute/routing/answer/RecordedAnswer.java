package io.omniroute.routing.answer;

import io.omniroute.provider.chat.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * A good answer as a client got it, byte for byte.
 *
 * @param body in the client's format; not copied, nobody may change it
 * @param provider who gave it
 * @param costUsd what it cost
 * @param losses fields of the request that the provider was not told, as its format could not carry them
 */
public record RecordedAnswer(
        Shape shape, byte[] body, String provider, String model, Usage usage, BigDecimal costUsd, List<String> losses) {
    private static final int OVERHEAD = 256;

    /** What a client may ask an answer to look like. */
    public enum Shape {
        WHOLE,
        STREAM,
        /** OpenAI chat, {@code stream_options.include_usage}. */
        STREAM_WITH_USAGE,
        /** Gemini, a stream without {@code alt=sse}. */
        STREAM_AS_ARRAY
    }

    public RecordedAnswer {
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(costUsd, "costUsd");
        losses = List.copyOf(losses);
    }

    /** Bytes of memory, roughly. */
    public int weight() {
        return body.length + OVERHEAD + losses.stream().mapToInt(String::length).sum();
    }
}

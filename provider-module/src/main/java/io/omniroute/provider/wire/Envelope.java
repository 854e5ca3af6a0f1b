package io.omniroute.provider.wire;

import java.util.Objects;

/**
 * What a request says on the outside, found without building a tree.
 *
 * @param model as the client wrote it: in the body, or in the path for Gemini
 * @param stream whether events are wanted; absent in the body means false
 * @param includeUsage OpenAI chat {@code stream_options.include_usage}; false elsewhere
 * @param jsonArray Gemini only: a stream without {@code alt=sse}, answered as one JSON array
 * @param modelFrom offset of the first byte of the model's JSON value (its quote), −1 when the model is in the path
 * @param modelTo offset just behind the closing quote
 */
public record Envelope(
        String model, boolean stream, boolean includeUsage, boolean jsonArray, int modelFrom, int modelTo) {
    public Envelope {
        Objects.requireNonNull(model, "model");
    }

    /** For a format whose path names the model. */
    public static Envelope ofPath(String model, boolean stream, boolean jsonArray) {
        return new Envelope(model, stream, false, jsonArray, -1, -1);
    }
}

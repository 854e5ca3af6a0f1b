package io.omniroute.routing.cache.semantic;

import java.util.Optional;

/** Makes vectors of texts: the nearer the meanings, the larger the cosine. Thread-safe. */
public interface Embedder extends AutoCloseable {
    /**
     * A vector of length 1; the same text always has the same. Takes processor time, and may hold on to its thread.
     *
     * @return empty for a text that is too long, or that the model cannot read: the vector would stand for something else
     */
    Optional<float[]> embed(String text);

    /** Frees what the model holds outside the heap, when those who are embedding are done. Nobody embeds afterwards. */
    @Override
    void close();
}

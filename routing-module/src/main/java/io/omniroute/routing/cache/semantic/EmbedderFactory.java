package io.omniroute.routing.cache.semantic;

import java.io.IOException;

/**
 * What an extension offers, through {@link java.util.ServiceLoader}. Cheap to make; {@link #open} is what takes time and
 * memory.
 */
public interface EmbedderFactory {
    /** For people. */
    String model();

    /** @throws IOException when the model cannot be loaded on this machine */
    Embedder open() throws IOException;
}

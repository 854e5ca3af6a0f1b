package io.omniroute.extension.minilm;

import io.omniroute.routing.cache.semantic.Embedder;
import io.omniroute.routing.cache.semantic.EmbedderFactory;
import java.io.IOException;

/** Found by the gateway's {@link java.util.ServiceLoader}. */
public final class MiniLmFactory implements EmbedderFactory {
    @Override
    public String model() {
        return "all-MiniLM-L6-v2, quantized";
    }

    @Override
    public Embedder open() throws IOException {
        return MiniLm.open();
    }
}

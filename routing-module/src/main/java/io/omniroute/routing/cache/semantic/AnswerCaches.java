package io.omniroute.routing.cache.semantic;

import io.omniroute.routing.cache.AnswerCache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;

/** The caches that a call may be answered from, and what makes the vectors of one. */
@ApplicationScoped
public class AnswerCaches {
    private final AnswerCache exact;
    private final SemanticCache semantic;
    private final Embeddings embeddings;

    @Inject
    public AnswerCaches(AnswerCache exact, SemanticCache semantic, Embeddings embeddings) {
        this.exact = exact;
        this.semantic = semantic;
        this.embeddings = embeddings;
    }

    protected AnswerCaches() { // for the CDI proxy
        this(null, null, null);
    }

    /** Where no extension can be. */
    public static AnswerCaches exactOnly(AnswerCache exact) {
        EmbedderExtension none = new EmbedderExtension(null, new ExtensionDirectory(Path.of("none")), work -> {});
        return new AnswerCaches(exact, new SemanticCache(), new Embeddings(none));
    }

    public AnswerCache exact() {
        return exact;
    }

    public SemanticCache semantic() {
        return semantic;
    }

    public Embeddings embeddings() {
        return embeddings;
    }
}

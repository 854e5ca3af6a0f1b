package io.omniroute.routing.cache.semantic;

import java.util.Optional;

/**
 * Whether vectors can be made.
 *
 * @param model absent until it is loaded
 * @param reason why it cannot be used, where it cannot
 */
public record EmbedderState(Phase phase, Optional<String> model, Optional<String> reason) {
    /** The life of the extension in one process. */
    public enum Phase {
        /** Nobody needed it yet. */
        ASLEEP,
        LOADING,
        READY,
        MISSING,
        FAILED
    }

    static final EmbedderState ASLEEP = new EmbedderState(Phase.ASLEEP, Optional.empty(), Optional.empty());
    static final EmbedderState LOADING = new EmbedderState(Phase.LOADING, Optional.empty(), Optional.empty());

    static EmbedderState ready(String model) {
        return new EmbedderState(Phase.READY, Optional.of(model), Optional.empty());
    }

    static EmbedderState missing(String reason) {
        return new EmbedderState(Phase.MISSING, Optional.empty(), Optional.of(reason));
    }

    static EmbedderState failed(String reason) {
        return new EmbedderState(Phase.FAILED, Optional.empty(), Optional.of(reason));
    }
}

package io.omniroute.provider.chat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A whole reply: the fold of its events, see {@link ChatResponseBuilder}.
 *
 * @param id the vendor's id, may be empty
 * @param model the vendor's own model name, may be empty
 * @param choices at least one, in order of their number
 */
public record ChatResponse(String id, String model, List<Choice> choices, Usage usage) {
    /** @param content parts in the order they came; neighbouring text deltas are one part */
    public record Choice(List<ContentPart> content, FinishReason finishReason, Optional<String> stopSequence) {
        public Choice {
            content = List.copyOf(content);
            Objects.requireNonNull(finishReason, "finishReason");
            Objects.requireNonNull(stopSequence, "stopSequence");
        }
    }

    public ChatResponse {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(model, "model");
        choices = List.copyOf(choices);
        Objects.requireNonNull(usage, "usage");
    }

    public Choice first() {
        return choices.get(0);
    }
}

package io.omniroute.provider.wire.openai.chat;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.FinishReason;
import java.util.Optional;

/** {@code finish_reason}, read and written. */
final class FinishWords {
    private FinishWords() {}

    /** @param calls whether the reply asked for tools: several vendors say {@code stop} all the same */
    static FinishReason read(String word, boolean calls) {
        return switch (word) {
            case "length", "max_tokens", "model_length" -> FinishReason.LENGTH;
            case "content_filter", "safety", "sensitive" -> FinishReason.CONTENT_FILTER;
            default -> calls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
        };
    }

    /** The words that mean the vendor gave up: DeepSeek's lack of resources and OpenRouter's, GLM's error. */
    static Optional<Failure> failure(String word) {
        return switch (word) {
            case "insufficient_system_resource" ->
                Optional.of(Failure.of(FailureKind.OVERLOADED, "The vendor ran out of resources amid the reply."));
            case "error", "network_error" ->
                Optional.of(Failure.of(FailureKind.UPSTREAM_ERROR, "The vendor ended the reply with an error."));
            default -> Optional.empty();
        };
    }

    static String write(FinishReason reason, boolean calls) {
        return switch (reason) {
            case STOP, STOP_SEQUENCE, PAUSED, TOOL_CALLS -> calls ? "tool_calls" : "stop";
            case LENGTH -> "length";
            case CONTENT_FILTER -> "content_filter";
        };
    }
}

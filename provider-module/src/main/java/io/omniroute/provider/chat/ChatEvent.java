package io.omniroute.provider.chat;

import java.util.Objects;
import java.util.Optional;

/**
 * What a vendor says while it answers, whole answers included: a whole answer is the same events in one go, so a stream
 * and its whole twin fold to the same {@link ChatResponse}.
 *
 * <p>Order: one {@link Started}; then per choice any mix of deltas, where a tool call is
 * {@code ToolCallStarted, ToolArguments*, ToolCallEnded} and calls of different {@code index} may interleave; then one
 * {@link Finished} per choice; {@link UsageReported} at any time, a later one replaces an earlier one. {@link Failed} ends
 * everything. {@code choice} counts from 0.
 */
public sealed interface ChatEvent {
    /** @param id the vendor's id of the reply, may be empty; @param model the vendor's own model name, may be empty */
    record Started(String id, String model) implements ChatEvent {
        public Started {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(model, "model");
        }
    }

    record TextDelta(int choice, String text) implements ChatEvent {
        public TextDelta {
            Objects.requireNonNull(text, "text");
        }
    }

    record RefusalDelta(int choice, String text) implements ChatEvent {
        public RefusalDelta {
            Objects.requireNonNull(text, "text");
        }
    }

    record ThinkingDelta(int choice, String text) implements ChatEvent {
        public ThinkingDelta {
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * Closes the thinking part that is open (or stands alone, when the thoughts themselves were withheld).
     *
     * @param redacted true for Anthropic's {@code redacted_thinking}: {@code signature} is its data
     * @param id the vendor's id of the reasoning item, where it has one
     */
    record ThinkingSigned(int choice, ModelFamily family, String signature, boolean redacted, Optional<String> id)
            implements ChatEvent {
        public ThinkingSigned {
            Objects.requireNonNull(family, "family");
            Objects.requireNonNull(signature, "signature");
            Objects.requireNonNull(id, "id");
        }
    }

    /**
     * @param index counts the tool calls of this choice from 0, without gaps
     * @param id never empty: a decoder makes one where the vendor gives none
     */
    record ToolCallStarted(int choice, int index, String id, String name, boolean custom, Optional<String> signature)
            implements ChatEvent {
        public ToolCallStarted {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(signature, "signature");
        }
    }

    record ToolArguments(int choice, int index, String fragment) implements ChatEvent {
        public ToolArguments {
            Objects.requireNonNull(fragment, "fragment");
        }
    }

    record ToolCallEnded(int choice, int index) implements ChatEvent {}

    /** An image or a sound the model made, complete. */
    record MediaProduced(int choice, ContentPart media) implements ChatEvent {
        public MediaProduced {
            Objects.requireNonNull(media, "media");
        }
    }

    /** @param stopSequence the sequence met, where the vendor tells */
    record Finished(int choice, FinishReason reason, Optional<String> stopSequence) implements ChatEvent {
        public Finished {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(stopSequence, "stopSequence");
        }
    }

    record UsageReported(Usage usage) implements ChatEvent {
        public UsageReported {
            Objects.requireNonNull(usage, "usage");
        }
    }

    /** The vendor gave up amid the reply. Nothing follows. */
    record Failed(Failure failure) implements ChatEvent {
        public Failed {
            Objects.requireNonNull(failure, "failure");
        }
    }
}

package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.ModelFamily;
import io.omniroute.provider.wire.ToolNames;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Turns the pieces of a reply into events, the same for a stream and a whole answer. Counts tool calls by themselves: a
 * block's index counts all blocks. Confined to one reply.
 */
final class ReplyEvents {
    private static final int CHOICE = 0;

    private final ToolNames toolNames;
    private final UsageMeter meter = new UsageMeter();
    private String messageId = "";
    private int tools;
    private boolean finished;

    ReplyEvents(ToolNames toolNames) {
        this.toolNames = toolNames;
    }

    /** @param message of {@code message_start}, or the whole answer */
    void started(JsonNode message, Consumer<ChatEvent> sink) {
        messageId = message.path("id").asText("");
        sink.accept(new ChatEvent.Started(messageId, message.path("model").asText("")));
    }

    void usage(JsonNode usage, Consumer<ChatEvent> sink) {
        if (usage.isObject()) {
            meter.accept(usage);
            meter.usage().ifPresent(total -> sink.accept(new ChatEvent.UsageReported(total)));
        }
    }

    void text(String text, Consumer<ChatEvent> sink) {
        if (!text.isEmpty()) {
            sink.accept(new ChatEvent.TextDelta(CHOICE, text));
        }
    }

    void thinking(String text, Consumer<ChatEvent> sink) {
        if (!text.isEmpty()) {
            sink.accept(new ChatEvent.ThinkingDelta(CHOICE, text));
        }
    }

    /** The signature may be that of another family, when the vendor is a gateway like this one. */
    void signed(String signature, Consumer<ChatEvent> sink) {
        ThinkingSignatures.read(signature)
                .ifPresent(origin -> sink.accept(
                        new ChatEvent.ThinkingSigned(CHOICE, origin.family(), origin.signature(), false, origin.id())));
    }

    void redacted(String data, Consumer<ChatEvent> sink) {
        sink.accept(new ChatEvent.ThinkingSigned(CHOICE, ModelFamily.ANTHROPIC, data, true, Optional.empty()));
    }

    /** @return the call's index */
    int toolStarted(JsonNode block, Consumer<ChatEvent> sink) {
        int index = tools++;
        String name = toolNames.original(block.path("name").asText(""));
        sink.accept(new ChatEvent.ToolCallStarted(CHOICE, index, toolId(block, index), name, false, Optional.empty()));
        return index;
    }

    void arguments(int tool, String fragment, Consumer<ChatEvent> sink) {
        sink.accept(new ChatEvent.ToolArguments(CHOICE, tool, fragment));
    }

    void toolEnded(int tool, Consumer<ChatEvent> sink) {
        sink.accept(new ChatEvent.ToolCallEnded(CHOICE, tool));
    }

    /** @param ending the {@code delta} of {@code message_delta}, or the whole answer; without a reason it says nothing */
    void finished(JsonNode ending, Consumer<ChatEvent> sink) {
        JsonNode reason = ending.path("stop_reason");
        if (reason.isTextual() && !finished) {
            finish(StopReasons.read(reason.textValue(), tools > 0), ending.path("stop_sequence"), sink);
        }
    }

    /** The reply is complete; some vendors never say why it stopped. */
    void complete(Consumer<ChatEvent> sink) {
        if (!finished) {
            finish(StopReasons.read("", tools > 0), null, sink);
        }
    }

    private void finish(FinishReason reason, JsonNode sequence, Consumer<ChatEvent> sink) {
        finished = true;
        Optional<String> stop =
                sequence != null && sequence.isTextual() ? Optional.of(sequence.textValue()) : Optional.empty();
        sink.accept(new ChatEvent.Finished(CHOICE, reason, stop));
    }

    /** Derived from the message's id, so that a stream and its whole twin agree, and unique over the conversation. */
    private String toolId(JsonNode block, int index) {
        String id = block.path("id").asText("");
        if (!id.isEmpty()) {
            return id;
        }
        return messageId.isEmpty() ? "toolu_" + UUID.randomUUID() : ToolIds.fit("toolu_" + messageId + "_" + index);
    }
}

package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.wire.CustomToolUnwrapper;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.SseFrame;
import io.omniroute.provider.wire.StreamDecoder;
import io.omniroute.provider.wire.ToolNames;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads Anthropic's stream, and those that resemble it. */
final class MessageStreamDecoder implements StreamDecoder {
    private final ReplyEvents reply;
    private final Optional<CustomToolUnwrapper> unwrapper;
    private Consumer<ChatEvent> unwrapped = event -> {};
    private final Map<Integer, StreamedBlock> open = new TreeMap<>();
    private int lastIndex;
    private boolean started;
    private boolean over;

    MessageStreamDecoder(ToolNames toolNames) {
        this.reply = new ReplyEvents(toolNames);
        this.unwrapper = toolNames.hasCustom()
                ? Optional.of(new CustomToolUnwrapper(toolNames, event -> unwrapped.accept(event)))
                : Optional.empty();
    }

    @Override
    public void accept(SseFrame frame, Consumer<ChatEvent> sink) {
        // some copies close with OpenAI's marker
        if (over || !frame.hasData() || frame.isDone() || frame.dataFrom() == frame.dataTo()) {
            return;
        }
        unwrapped = sink;
        accept(frame.event(), Json.vendorObject(frame), unwrapper.isPresent() ? unwrapper.get() : sink);
    }

    @Override
    public void end(Consumer<ChatEvent> sink) {
        if (!over) {
            fail(
                    Failure.of(
                            FailureKind.UPSTREAM_GARBLED, "The vendor's stream ended before the message was complete."),
                    sink);
        }
    }

    private void accept(String name, JsonNode event, Consumer<ChatEvent> sink) {
        switch (event.path("type").asText(name)) {
            case "message_start" -> start(event.path("message"), sink);
            case "content_block_start" -> startBlock(event, sink);
            case "content_block_delta" -> delta(event, sink);
            case "content_block_stop" -> stopBlock(index(event), sink);
            case "message_delta" -> {
                stopBlocks(sink);
                reply.finished(event.path("delta"), sink);
                reply.usage(event.path("usage"), sink);
            }
            case "message_stop" -> stop(sink);
            case "error" -> fail(ErrorReader.readEvent(event), sink);
            default -> unknown(event, sink);
        }
    }

    /** Anthropic Messages, streaming: pings may come at any point, and unknown events must be ignored. */
    private void unknown(JsonNode event, Consumer<ChatEvent> sink) {
        if (ErrorReader.isError(event)) {
            fail(ErrorReader.readEvent(event), sink);
        }
    }

    private void start(JsonNode message, Consumer<ChatEvent> sink) {
        if (!started) {
            started = true;
            reply.started(message, sink);
        }
        reply.usage(message.path("usage"), sink);
    }

    private void startBlock(JsonNode event, Consumer<ChatEvent> sink) {
        begin(sink);
        int index = index(event);
        stopBlock(index, sink);
        open.put(index, StreamedBlock.start(event.path("content_block"), reply, sink));
    }

    private void delta(JsonNode event, Consumer<ChatEvent> sink) {
        begin(sink);
        StreamedBlock block = open.get(index(event));
        if (block != null) {
            block.delta(event.path("delta"), reply, sink);
        }
    }

    private void stopBlock(int index, Consumer<ChatEvent> sink) {
        StreamedBlock block = open.remove(index);
        if (block != null) {
            block.stop(reply, sink);
        }
    }

    private void stopBlocks(Consumer<ChatEvent> sink) {
        open.values().forEach(block -> block.stop(reply, sink));
        open.clear();
    }

    private void stop(Consumer<ChatEvent> sink) {
        begin(sink);
        stopBlocks(sink);
        reply.complete(sink);
        over = true;
    }

    private void fail(Failure failure, Consumer<ChatEvent> sink) {
        over = true;
        sink.accept(new ChatEvent.Failed(failure));
    }

    /** For vendors that leave out {@code message_start}. */
    private void begin(Consumer<ChatEvent> sink) {
        if (!started) {
            start(Json.object(), sink);
        }
    }

    /** Blocks are sequential, so an index left out means the last one. */
    private int index(JsonNode event) {
        lastIndex = event.path("index").asInt(lastIndex);
        return lastIndex;
    }
}

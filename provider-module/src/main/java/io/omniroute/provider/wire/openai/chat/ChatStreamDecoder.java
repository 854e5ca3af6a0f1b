package io.omniroute.provider.wire.openai.chat;

import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.SseFrame;
import io.omniroute.provider.wire.StreamDecoder;
import io.omniroute.provider.wire.ToolNames;
import java.util.function.Consumer;

/** Reads a vendor's chunk stream: knows when it has ended, and whether it should have gone on. */
final class ChatStreamDecoder implements StreamDecoder {
    private final ChunkReader chunks;
    private Consumer<ChatEvent> sink = event -> {};
    private boolean done;
    private boolean ended;

    ChatStreamDecoder(ToolNames names) {
        this.chunks = new ChunkReader(names, event -> sink.accept(event));
    }

    @Override
    public void accept(SseFrame frame, Consumer<ChatEvent> target) {
        if (done || chunks.failed() || !frame.hasData() || isBlank(frame)) {
            return;
        }
        sink = target;
        if (frame.isDone()) {
            done = true;
            conclude();
        } else {
            chunks.accept(Json.vendorObject(frame));
        }
    }

    @Override
    public void end(Consumer<ChatEvent> target) {
        sink = target;
        if (ended) {
            return;
        }
        ended = true;
        // several vendors never send [DONE]; a finish reason is as good
        if (!done && !chunks.failed() && !chunks.finished()) {
            chunks.fail(cutShort());
        }
    }

    private void conclude() {
        if (chunks.any()) {
            chunks.finish();
        } else {
            chunks.fail(Failure.of(FailureKind.UPSTREAM_GARBLED, "The vendor's stream held no reply."));
        }
    }

    private static Failure cutShort() {
        return Failure.of(
                FailureKind.UPSTREAM_GARBLED, "The vendor's stream was cut short: it ended without a finish reason.");
    }

    private static boolean isBlank(SseFrame frame) {
        for (int i = frame.dataFrom(); i < frame.dataTo(); i++) {
            if (frame.dataBuffer()[i] > ' ' || frame.dataBuffer()[i] < 0) {
                return false;
            }
        }
        return true;
    }
}

package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.SseFrame;
import io.omniroute.provider.wire.StreamDecoder;
import java.util.function.Consumer;

/** Reads a vendor's fragments. Gemini has no end marker: a stream is complete when every candidate has a finishReason. */
final class GeminiStreamDecoder implements StreamDecoder {
    private final ReplyReader reply;

    GeminiStreamDecoder(ReplyReader reply) {
        this.reply = reply;
    }

    @Override
    public void accept(SseFrame frame, Consumer<ChatEvent> sink) {
        // Gateways that imitate Gemini have been seen to add OpenAI's [DONE].
        if (!frame.hasData() || frame.dataTo() == frame.dataFrom() || frame.isDone()) {
            return;
        }
        for (JsonNode response : ReplyReader.responses(frame.dataBuffer(), frame.dataFrom(), frame.dataTo())) {
            reply.accept(response, sink);
        }
    }

    @Override
    public void end(Consumer<ChatEvent> sink) {
        if (reply.failed()) {
            return;
        }
        if (reply.complete()) {
            reply.finish(sink);
        } else {
            String message = "Gemini's stream ended without a finish reason.";
            sink.accept(new ChatEvent.Failed(Json.garbled(message).failure()));
        }
    }
}

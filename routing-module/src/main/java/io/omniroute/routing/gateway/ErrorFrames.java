package io.omniroute.routing.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.wire.ClientCodec;
import io.omniroute.provider.wire.Json;
import java.nio.charset.StandardCharsets;

/** A client format's in-stream error event, for a stream whose earlier frames are not an encoder's own. */
final class ErrorFrames {
    private ErrorFrames() {}

    static byte[] of(ClientCodec codec, Failure failure, String requestId) {
        return switch (codec.format()) {
            case OPENAI_CHAT, GEMINI -> frame("", text(codec, failure, requestId));
            case ANTHROPIC_MESSAGES -> frame("event: error\n", text(codec, failure, requestId));
            case OPENAI_RESPONSES -> frame("event: error\n", responsesError(failure));
        };
    }

    /** OpenAI Responses, streaming events: {@code error} carries its members at the top level. */
    private static String responsesError(Failure failure) {
        ObjectNode event = Json.object().put("type", "error");
        event.put("code", failure.code().orElse("server_error"));
        event.put("message", failure.message());
        event.putNull("param");
        event.put("sequence_number", 0);
        return Json.text(event);
    }

    private static String text(ClientCodec codec, Failure failure, String requestId) {
        return new String(codec.writeError(failure, requestId), StandardCharsets.UTF_8);
    }

    private static byte[] frame(String head, String data) {
        return (head + "data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}

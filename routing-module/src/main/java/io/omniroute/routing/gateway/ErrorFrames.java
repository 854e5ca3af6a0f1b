package io.omniroute.routing.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.StreamEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A client format's in-stream error event, for a stream in which nothing but comments has been sent. */
final class ErrorFrames {
    private ErrorFrames() {}

    static byte[] of(PreparedCall call, Failure failure, String requestId) {
        return switch (call.clientCodec().format()) {
            case OPENAI_CHAT, GEMINI -> frame("", text(call, failure, requestId));
            case ANTHROPIC_MESSAGES -> frame("event: error\n", text(call, failure, requestId));
            case OPENAI_RESPONSES -> failedResponse(call, failure);
        };
    }

    /** OpenAI Responses, streaming: a response fails after it was created; Codex takes no other error for the end. */
    private static byte[] failedResponse(PreparedCall call, Failure failure) {
        StreamEncoder encoder;
        try {
            encoder = call.clientCodec().newStreamEncoder(call.replyContext());
        } catch (GatewayException e) {
            return frame("event: error\n", responsesError(failure)); // a body that only the vendor could read
        }
        ByteArrayOutputStream frames = new ByteArrayOutputStream(1024);
        try {
            encoder.fail(failure, frames);
        } catch (IOException e) {
            throw new UncheckedIOException("a byte array cannot fail", e);
        }
        return frames.toByteArray();
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

    private static String text(PreparedCall call, Failure failure, String requestId) {
        return new String(call.clientCodec().writeError(failure, requestId), StandardCharsets.UTF_8);
    }

    private static byte[] frame(String head, String data) {
        return (head + "data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}

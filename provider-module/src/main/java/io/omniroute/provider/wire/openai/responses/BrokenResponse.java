package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.SseFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Ends a vendor's stream in its place: goes on with its numbers, and fails the very response it had announced. Nothing is
 * parsed until then.
 */
final class BrokenResponse {
    private static final byte[] NUMBER = ascii("\"sequence_number\":");
    private static final byte[] CREATED = ascii("\"response.created\"");

    private byte[] created = {};
    private long next;
    private boolean begun;

    /** Takes note of a frame that passes. */
    void follow(SseFrame frame) {
        if (!frame.hasData()) {
            return;
        }
        if (!begun) {
            begun = true; // Responses, streaming: response.created is the first event
            if (frame.contains(CREATED)) {
                created = Arrays.copyOfRange(frame.dataBuffer(), frame.dataFrom(), frame.dataTo());
            }
        }
        next = Math.max(next, number(frame) + 1);
    }

    /**
     * Responses, streaming events: {@code response.failed} carries the response with its error. Codex knows no other end
     * by failure, it overhears {@code error}; OpenAI's SDKs know both. Without a response there is only {@code error}.
     */
    byte[] end(Failure failure) {
        Optional<ObjectNode> response = response();
        ObjectNode event = Json.object();
        if (response.isPresent()) {
            response.get().put("status", "failed");
            response.get()
                    .putObject("error")
                    .put("code", ErrorWriter.streamCode(failure))
                    .put("message", failure.message());
            event.put("type", "response.failed").set("response", response.get());
        } else {
            event.put("type", "error").put("code", ErrorWriter.streamCode(failure));
            event.put("message", failure.message()).putNull("param");
        }
        return frame(event.put("sequence_number", next));
    }

    private Optional<ObjectNode> response() {
        if (created.length == 0) {
            return Optional.empty();
        }
        try {
            JsonNode event = Json.vendorObject(created);
            return event.get("response") instanceof ObjectNode response ? Optional.of(response) : Optional.empty();
        } catch (GatewayException e) {
            return Optional.empty(); // it went to the client as it came
        }
    }

    /** @return -1 when the frame has none */
    private static long number(SseFrame frame) {
        int at = frame.indexOf(NUMBER, frame.from());
        if (at < 0) {
            return -1;
        }
        byte[] bytes = frame.buffer();
        int digit = at + NUMBER.length;
        while (digit < frame.to() && bytes[digit] == ' ') {
            digit++;
        }
        long number = -1;
        for (; digit < frame.to() && bytes[digit] >= '0' && bytes[digit] <= '9' && number < 1L << 50; digit++) {
            number = Math.max(number, 0) * 10 + bytes[digit] - '0';
        }
        return number;
    }

    private static byte[] frame(ObjectNode event) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(256);
        frame.writeBytes(ascii("event: " + event.path("type").textValue() + "\ndata: "));
        frame.writeBytes(Json.bytes(event));
        frame.writeBytes(ascii("\n\n"));
        return frame.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ReplyContext;
import io.omniroute.provider.wire.StreamEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Encodes events and takes the bytes apart again, the way a client's SSE parser would. */
final class Streams {
    private Streams() {}

    static ReplyContext context() {
        return context(ChatRequest.of("acme/model", List.of(Message.text(Message.Role.USER, "hi"))));
    }

    static ReplyContext context(ChatRequest request) {
        return new ReplyContext(
                "req-1", Instant.ofEpochSecond(1_700_000_000), Envelope.ofPath("acme/model", true, false), request);
    }

    static byte[] encode(List<ChatEvent> events) {
        return encode(events, context());
    }

    static byte[] encode(List<ChatEvent> events, ReplyContext context) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            StreamEncoder encoder = new OpenAiResponsesClientCodec().newStreamEncoder(context);
            for (ChatEvent event : events) {
                encoder.encode(event, out);
            }
            encoder.end(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The data of each frame; fails when an event's name is not its type or a number is missing. */
    static List<JsonNode> events(byte[] stream) {
        List<JsonNode> events = new ArrayList<>();
        for (String frame : new String(stream, StandardCharsets.UTF_8).split("\n\n")) {
            String[] lines = frame.split("\n");
            JsonNode event = json(lines[1].substring("data: ".length()));
            if (lines.length != 2
                    || !lines[0].equals("event: " + event.path("type").textValue())) {
                throw new AssertionError("name and type differ: " + lines[0]);
            }
            if (event.path("sequence_number").asInt(-1) != events.size()) {
                throw new AssertionError("wrong sequence number: " + frame);
            }
            events.add(event);
        }
        return events;
    }

    static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(byte[] text) {
        return json(new String(text, StandardCharsets.UTF_8));
    }
}

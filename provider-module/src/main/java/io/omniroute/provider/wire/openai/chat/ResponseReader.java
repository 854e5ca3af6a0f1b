package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ToolNames;
import java.util.ArrayList;
import java.util.List;

/** Reads a vendor's whole answer, as if it were a stream of one chunk. */
final class ResponseReader {
    private ResponseReader() {}

    static List<ChatEvent> read(byte[] body, ToolNames names) {
        JsonNode answer = Json.vendorObject(body);
        // some vendors say 200 and then {"error":…}
        ErrorReader.inAnswer(answer).ifPresent(failure -> {
            throw new GatewayException(failure);
        });
        requireChoice(answer);
        List<ChatEvent> events = new ArrayList<>();
        ChunkReader chunks = new ChunkReader(names, events::add);
        chunks.accept(answer);
        for (ChatEvent event : events) {
            if (event instanceof ChatEvent.Failed failed) {
                throw new GatewayException(failed.failure());
            }
        }
        chunks.finish();
        return events;
    }

    /** @throws GatewayException UPSTREAM_GARBLED */
    static void requireChoice(JsonNode answer) {
        for (JsonNode choice : answer.path("choices")) {
            if (choice.isObject()) {
                return;
            }
        }
        throw Json.garbled("The vendor's answer has no choices.");
    }
}

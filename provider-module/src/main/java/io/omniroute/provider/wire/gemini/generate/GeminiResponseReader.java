package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a whole answer of a vendor. */
final class GeminiResponseReader {
    private GeminiResponseReader() {}

    static List<ChatEvent> read(byte[] body, ReplyReader reply) {
        List<ChatEvent> events = new ArrayList<>();
        Consumer<ChatEvent> sink = event -> {
            if (event instanceof ChatEvent.Failed failed) {
                throw new GatewayException(failed.failure());
            }
            events.add(event);
        };
        ReplyReader.responses(body, 0, body.length).forEach(response -> reply.accept(response, sink));
        if (!reply.answered()) {
            throw Json.garbled("Gemini's answer has neither candidates nor a block reason.");
        }
        // A whole JSON document was not cut short, so a candidate without a finishReason simply ended.
        reply.finish(sink);
        return events;
    }

    static Optional<Usage> usage(byte[] body) {
        List<JsonNode> responses = ReplyReader.responses(body, 0, body.length);
        responses.stream()
                .filter(response -> response.path("candidates").isEmpty())
                .flatMap(response -> GeminiErrorReader.readInBand(response).stream())
                .findFirst()
                .ifPresent(failure -> {
                    throw new GatewayException(failure);
                });
        return responses.stream()
                .map(response -> response.path("usageMetadata"))
                .filter(JsonNode::isObject)
                .map(UsageMetadata::read)
                .reduce((earlier, later) -> later);
    }
}

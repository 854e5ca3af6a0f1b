package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.UpstreamRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Bodies of OpenAI Chat, as clients send and vendors get them. */
final class ChatBodies {
    private ChatBodies() {}

    /** @param body with single quotes */
    static ChatRequest client(String body, boolean stream) {
        return new OpenAiChatClientCodec()
                .readRequest(
                        body.replace('\'', '"').getBytes(StandardCharsets.UTF_8),
                        Envelope.ofPath("acme/m", stream, false),
                        new Losses());
    }

    static JsonNode json(UpstreamRequest sent) {
        try {
            return Json.MAPPER.readTree(sent.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

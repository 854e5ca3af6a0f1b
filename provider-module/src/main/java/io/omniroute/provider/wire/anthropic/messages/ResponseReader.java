package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.wire.CustomToolUnwrapper;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ToolNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Reads a whole answer as the events its stream would have brought. */
final class ResponseReader {
    private ResponseReader() {}

    static List<ChatEvent> read(JsonNode message, ToolNames toolNames) {
        if (ErrorReader.isError(message)) {
            throw new GatewayException(ErrorReader.readEvent(message));
        }
        JsonNode content = message.path("content");
        if (!content.isArray() && !message.path("stop_reason").isTextual()) {
            throw Json.garbled("The vendor's answer is not a message: it has neither content nor a stop reason.");
        }
        List<ChatEvent> events = new ArrayList<>();
        ReplyEvents reply = new ReplyEvents(toolNames);
        Consumer<ChatEvent> sink =
                toolNames.hasCustom() ? new CustomToolUnwrapper(toolNames, events::add) : events::add;
        reply.started(message, sink);
        content.forEach(block -> block(block, reply, sink));
        reply.finished(message, sink);
        reply.complete(sink);
        reply.usage(message.path("usage"), sink);
        return events;
    }

    private static void block(JsonNode block, ReplyEvents reply, Consumer<ChatEvent> sink) {
        switch (block.path("type").asText()) {
            case "text" -> reply.text(block.path("text").asText(""), sink);
            case "thinking" -> {
                reply.thinking(block.path("thinking").asText(""), sink);
                reply.signed(block.path("signature").asText(""), sink);
            }
            case "redacted_thinking" -> reply.redacted(block.path("data").asText(""), sink);
            case "tool_use" -> {
                int tool = reply.toolStarted(block, sink);
                JsonNode input = block.path("input");
                reply.arguments(tool, input.isObject() ? Json.text(input) : "{}", sink);
                reply.toolEnded(tool, sink);
            }
            default -> {
                // what the vendor ran by itself (server_tool_use and its results) is already in its text
            }
        }
    }
}

package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.ToolNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A vendor's {@code response} object: a whole answer, or what the last event of a stream carries. */
final class ResponseReader {
    private ResponseReader() {}

    static List<ChatEvent> read(byte[] body, ToolNames names) {
        JsonNode response = Json.vendorObject(body);
        if (ErrorReader.isError(response)) {
            throw new GatewayException(ErrorReader.ofStream(response));
        }
        List<ChatEvent> events = new ArrayList<>();
        if (!response.path("output").isArray() && !response.path("error").isObject()) {
            throw Json.garbled("The vendor's answer is no response object: it has no output.");
        }
        events.add(started(response));
        OutputReader output = new OutputReader(names, events::add);
        items(response, output);
        ending(response, "completed", output.hasCalls(), events::add);
        return events;
    }

    static ChatEvent started(JsonNode response) {
        return new ChatEvent.Started(
                response.path("id").asText(""), response.path("model").asText(""));
    }

    static void items(JsonNode response, OutputReader output) {
        JsonNode items = response.path("output");
        for (int i = 0; i < items.size(); i++) {
            output.done(i, items.get(i));
        }
    }

    /** Usage, then how it ended. @param said the status for a response that has none of its own */
    static void ending(JsonNode response, String said, boolean hasCalls, Consumer<ChatEvent> sink) {
        UsageJson.read(response).ifPresent(usage -> sink.accept(new ChatEvent.UsageReported(usage)));
        String status = response.path("status").asText(said);
        switch (status) {
            case "completed", "incomplete" -> {
                FinishReason reason = reason(response, status, hasCalls);
                sink.accept(new ChatEvent.Finished(0, reason, Optional.empty()));
            }
            case "failed", "cancelled" -> sink.accept(new ChatEvent.Failed(ErrorReader.ofStream(response)));
            default -> throw Json.garbled("The vendor's response is neither complete nor failed.");
        }
    }

    private static FinishReason reason(JsonNode response, String status, boolean hasCalls) {
        String cut = response.path("incomplete_details").path("reason").asText("");
        if (cut.equals("content_filter")) {
            return FinishReason.CONTENT_FILTER;
        }
        if (!cut.isEmpty() || status.equals("incomplete")) {
            return FinishReason.LENGTH;
        }
        return hasCalls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
    }
}

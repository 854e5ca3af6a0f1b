package io.omniroute.it.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Server-sent events as vendors write them. */
final class Frames {
    private Frames() {}

    static String data(JsonNode json) {
        return "data: " + json + "\n\n";
    }

    /** The event's name is its type, as Anthropic and OpenAI's Responses do. */
    static String named(JsonNode json) {
        return "event: " + json.path("type").asText() + "\ndata: " + json + "\n\n";
    }

    /** Arguments in two halves, as they are streamed. */
    static List<String> halves(JsonNode arguments) {
        String text = arguments.toString();
        return List.of(text.substring(0, text.length() / 2), text.substring(text.length() / 2));
    }
}

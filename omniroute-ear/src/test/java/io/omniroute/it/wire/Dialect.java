package io.omniroute.it.wire;

import static io.omniroute.it.conversation.Trees.array;
import static io.omniroute.it.conversation.Trees.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.it.vendor.ChatVoice;
import io.omniroute.it.vendor.GenerateVoice;
import io.omniroute.it.vendor.MessagesVoice;
import io.omniroute.it.vendor.ResponsesVoice;
import io.omniroute.it.vendor.Voice;
import java.util.Map;

/** The client side of a format, as bytes. */
public enum Dialect {
    CHAT("/v1/chat/completions", new ChatVoice()),
    RESPONSES("/v1/responses", new ResponsesVoice()),
    MESSAGES("/v1/messages", new MessagesVoice()),
    GEMINI("/v1beta/models/", new GenerateVoice());

    private final String path;
    private final Voice voice;

    Dialect(String path, Voice voice) {
        this.path = path;
        this.voice = voice;
    }

    /** A vendor of the same format. */
    public Voice voice() {
        return voice;
    }

    public String path(String model, boolean streamed) {
        if (this != GEMINI) {
            return path;
        }
        return path + model + (streamed ? ":streamGenerateContent?alt=sse" : ":generateContent");
    }

    /** The least that asks something. */
    public ObjectNode body(String model, boolean streamed) {
        if (this == GEMINI) {
            return object("contents", array(object("role", "user", "parts", array(object("text", "Hello?")))));
        }
        ObjectNode body = object("model", model);
        switch (this) {
            case CHAT -> body.set("messages", array(object("role", "user", "content", "Hello?")));
            case RESPONSES -> body.put("input", "Hello?");
            default -> {
                body.put("max_tokens", 100);
                body.set("messages", array(object("role", "user", "content", "Hello?")));
            }
        }
        if (streamed) {
            body.put("stream", true);
        }
        return body;
    }

    /** The headers with the key where this format's SDK puts it. */
    public Map<String, String> headers(String key) {
        return switch (this) {
            case CHAT, RESPONSES -> Map.of("Authorization", "Bearer " + key, "Content-Type", "application/json");
            case MESSAGES ->
                Map.of("x-api-key", key, "anthropic-version", "2023-06-01", "Content-Type", "application/json");
            case GEMINI -> Map.of("x-goog-api-key", key, "Content-Type", "application/json");
        };
    }

    /** The message of an error body of this format; fails when it is of another. */
    public String errorMessage(JsonNode body) {
        JsonNode error = body.path("error");
        boolean shaped =
                switch (this) {
                    case CHAT, RESPONSES -> error.path("type").isTextual() && error.has("code") && error.has("param");
                    case MESSAGES ->
                        body.path("type").asText().equals("error")
                                && error.path("type").isTextual();
                    case GEMINI ->
                        error.path("code").isInt() && error.path("status").isTextual();
                };
        if (!shaped || !error.path("message").isTextual()) {
            throw new AssertionError("not an error of " + this + ": " + body);
        }
        return error.path("message").textValue();
    }

    /** What only a stream that succeeded has. */
    public String successMark() {
        return switch (this) {
            case CHAT -> "\"finish_reason\":\"stop\"";
            case RESPONSES -> "response.completed";
            case MESSAGES -> "message_stop";
            case GEMINI -> "\"finishReason\":\"STOP\"";
        };
    }

    /** How the error event of a stream begins, as a pattern. */
    public String failureMark() {
        return switch (this) {
            case CHAT, GEMINI -> "data: \\{\"error\":";
            case RESPONSES -> "event: (error|response.failed)\n"; // OpenAI has been seen to send either
            case MESSAGES -> "event: error\n";
        };
    }
}

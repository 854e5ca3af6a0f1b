package io.omniroute.routing.cache.semantic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.wire.WireFormat;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/**
 * The text with which a request ends, where it ends with one of the user's. Whoever ends with a picture, a file, the result of
 * a tool or something that is not known here has none.
 */
final class LastUserText {
    /** OpenAI's and Anthropic's parts; {@code cache_control} says nothing about the meaning. */
    private static final Set<String> PART = Set.of("type", "text", "cache_control");

    private static final Set<String> GEMINI_PART = Set.of("text");

    private final ObjectNode holder;
    private final String field;

    private LastUserText(ObjectNode holder, String field) {
        this.holder = holder;
        this.field = field;
    }

    static Optional<LastUserText> in(WireFormat format, JsonNode body) {
        return switch (format) {
            case OPENAI_CHAT, ANTHROPIC_MESSAGES ->
                lastOf(body.path("messages")).flatMap(message -> ofMessage(message, "text"));
            case OPENAI_RESPONSES -> ofResponses(body);
            case GEMINI -> lastOf(body.path("contents")).flatMap(LastUserText::ofContent);
        };
    }

    String text() {
        return holder.path(field).textValue();
    }

    /** Takes the text out of the request. */
    void blank() {
        holder.put(field, "");
    }

    /** A conversation that the vendor keeps goes on with every call, and is not in the request. */
    private static Optional<LastUserText> ofResponses(JsonNode body) {
        if (body.hasNonNull("previous_response_id") || body.hasNonNull("conversation")) {
            return Optional.empty();
        }
        JsonNode input = body.path("input");
        if (input.isTextual()) {
            return at(body, "input");
        }
        return lastOf(input)
                .filter(item -> "message".equals(item.path("type").asText("message")))
                .flatMap(item -> ofMessage(item, "input_text"));
    }

    private static Optional<LastUserText> ofMessage(JsonNode message, String textType) {
        if (!"user".equals(message.path("role").asText())) {
            return Optional.empty();
        }
        JsonNode content = message.path("content");
        if (content.isTextual()) {
            return at(message, "content");
        }
        for (JsonNode part : content) {
            if (!textType.equals(part.path("type").asText()) || !isText(part, PART)) {
                return Optional.empty();
            }
        }
        return lastOf(content).flatMap(part -> at(part, "text"));
    }

    private static Optional<LastUserText> ofContent(JsonNode content) {
        if (!"user".equals(content.path("role").asText("user"))) { // Gemini: the user, where no role is given
            return Optional.empty();
        }
        JsonNode parts = content.path("parts");
        for (JsonNode part : parts) {
            if (!isText(part, GEMINI_PART)) {
                return Optional.empty();
            }
        }
        return lastOf(parts).flatMap(part -> at(part, "text"));
    }

    private static boolean isText(JsonNode part, Set<String> known) {
        if (!part.path("text").isTextual()) {
            return false;
        }
        for (Iterator<String> names = part.fieldNames(); names.hasNext(); ) {
            if (!known.contains(names.next())) {
                return false;
            }
        }
        return true;
    }

    private static Optional<JsonNode> lastOf(JsonNode array) {
        return array.isArray() && !array.isEmpty() ? Optional.of(array.get(array.size() - 1)) : Optional.empty();
    }

    private static Optional<LastUserText> at(JsonNode holder, String field) {
        return holder instanceof ObjectNode object ? Optional.of(new LastUserText(object, field)) : Optional.empty();
    }
}

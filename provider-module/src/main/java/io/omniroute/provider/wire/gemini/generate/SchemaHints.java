package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.wire.Json;
import java.util.ArrayList;
import java.util.List;

/** Says in the description what Gemini's Schema has no word for, so that the model at least reads it. */
final class SchemaHints {
    private static final List<String> CONSTRAINTS = List.of(
            "default",
            "minLength",
            "maxLength",
            "pattern",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "contentEncoding",
            "dependentRequired");
    private static final int MAX_LENGTH = 300;

    private final List<String> hints = new ArrayList<>();

    void add(String hint) {
        hints.add(hint);
    }

    void addConstraints(JsonNode schema) {
        for (String constraint : CONSTRAINTS) {
            JsonNode value = schema.path(constraint);
            String text = value.isTextual() ? value.textValue() : Json.text(value);
            if (schema.hasNonNull(constraint) && text.length() <= MAX_LENGTH) {
                hints.add(constraint + ": " + text);
            }
        }
        JsonNode values = schema.path("additionalProperties");
        if (values.isObject() && !schema.has("properties")) {
            hints.add("keys are free, values: " + values.path("type").asText("any"));
        }
    }

    /** Writes the description, if there is anything to say. */
    void describe(JsonNode source, ObjectNode cleaned) {
        String own = source.path("description").asText("").strip();
        String all = hints.isEmpty() ? "" : "(" + String.join("; ", hints) + ")";
        String description = own.isEmpty() || all.isEmpty() ? own + all : own + " " + all;
        if (!description.isEmpty()) {
            cleaned.put("description", description);
        }
    }
}

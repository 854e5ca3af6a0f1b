package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether a schema is what OpenAI's strict mode demands: every object closed, every property required (OpenAI,
 * "Structured Outputs: supported schemas"). Responses makes functions strict by default and bends a loose schema to fit;
 * Chat Completions refuses a loose one, so the default is only carried over where it holds.
 */
final class StrictSchema {
    private StrictSchema() {}

    static boolean isStrict(JsonNode schema) {
        if (schema.isArray()) {
            return allStrict(schema);
        }
        if (!schema.isObject()) {
            return true;
        }
        if (describesObject(schema) && !isClosed(schema)) {
            return false;
        }
        return allStrict(schema);
    }

    private static boolean allStrict(JsonNode container) {
        for (JsonNode child : container) {
            if (!isStrict(child)) {
                return false;
            }
        }
        return true;
    }

    private static boolean describesObject(JsonNode schema) {
        return schema.path("type").asText("").equals("object")
                || schema.path("properties").isObject();
    }

    private static boolean isClosed(JsonNode schema) {
        JsonNode open = schema.path("additionalProperties");
        if (!open.isBoolean() || open.booleanValue()) {
            return false;
        }
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText("")));
        Set<String> declared = new HashSet<>();
        schema.path("properties").fieldNames().forEachRemaining(declared::add);
        return required.containsAll(declared);
    }
}

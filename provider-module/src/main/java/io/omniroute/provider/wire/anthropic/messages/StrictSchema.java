package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A schema that Anthropic can hold the model to. Anthropic, structured outputs, "JSON Schema limitations": every object
 * is closed, and bounds on numbers, lengths and counts are refused. As in Anthropic's own SDKs they become part of the
 * description, where the model reads them.
 */
final class StrictSchema {
    private static final Set<String> BOUNDS = Set.of(
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "maxItems",
            "uniqueItems",
            "minProperties",
            "maxProperties");
    /** Keywords whose value maps names to schemas: the names are the user's and must not be taken for keywords. */
    private static final Set<String> SCHEMAS_BY_NAME = Set.of("properties", "$defs", "definitions");

    private static final Set<String> SCHEMAS =
            Set.of("items", "anyOf", "oneOf", "allOf", "not", "additionalItems", "prefixItems");

    private StrictSchema() {}

    static JsonNode of(JsonNode schema) {
        if (schema instanceof ArrayNode branches) {
            ArrayNode copy = Json.MAPPER.createArrayNode();
            branches.forEach(branch -> copy.add(of(branch)));
            return copy;
        }
        return schema instanceof ObjectNode object ? ofObject(object) : schema;
    }

    private static ObjectNode ofObject(ObjectNode schema) {
        ObjectNode copy = Json.object();
        List<String> bounds = new ArrayList<>();
        schema.properties().forEach(member -> {
            String keyword = member.getKey();
            JsonNode value = member.getValue();
            if (BOUNDS.contains(keyword) || keyword.equals("minItems") && value.asInt() > 1) {
                bounds.add(keyword + ": " + value);
            } else {
                copy.set(keyword, member(keyword, value));
            }
        });
        if (isObject(schema)) {
            copy.put("additionalProperties", false);
        }
        if (!bounds.isEmpty()) {
            String note = "{" + String.join(", ", bounds) + "}";
            String description = copy.path("description").asText("");
            copy.put("description", description.isEmpty() ? note : description + " " + note);
        }
        return copy;
    }

    private static JsonNode member(String keyword, JsonNode value) {
        if (SCHEMAS.contains(keyword)) {
            return of(value);
        }
        if (!SCHEMAS_BY_NAME.contains(keyword)) {
            return value;
        }
        ObjectNode copy = Json.object();
        value.properties().forEach(named -> copy.set(named.getKey(), of(named.getValue())));
        return copy;
    }

    private static boolean isObject(ObjectNode schema) {
        JsonNode type = schema.path("type");
        boolean listed = false;
        for (JsonNode one : type) {
            listed |= one.asText().equals("object");
        }
        return type.asText().equals("object") || listed || schema.has("properties");
    }
}

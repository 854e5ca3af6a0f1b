package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The one type a schema has for Gemini, which knows neither lists of types nor schemas without any.
 *
 * @param name empty when alternatives decide it
 * @param others further types the schema allowed, which are lost
 */
record SchemaType(String name, boolean nullable, List<String> others) {
    private static final Set<String> KNOWN = Set.of("string", "number", "integer", "boolean", "array", "object");

    static SchemaType of(JsonNode schema) {
        List<String> types = declared(schema.path("type"));
        boolean nullable = types.remove("null") || schema.path("nullable").asBoolean();
        types.removeIf(type -> !KNOWN.contains(type));
        if (types.isEmpty()) {
            return new SchemaType(inferred(schema), nullable, List.of());
        }
        return new SchemaType(types.get(0), nullable, List.copyOf(types.subList(1, types.size())));
    }

    private static List<String> declared(JsonNode type) {
        List<String> types = new ArrayList<>();
        if (type.isTextual()) {
            types.add(type.textValue().toLowerCase(Locale.ROOT));
        }
        type.forEach(each -> types.add(each.asText().toLowerCase(Locale.ROOT)));
        return types;
    }

    private static String inferred(JsonNode schema) {
        if (schema.has("properties") || schema.path("additionalProperties").isObject()) {
            return "object";
        }
        if (schema.has("items") || schema.has("prefixItems")) {
            return "array";
        }
        if (schema.has("minimum") || schema.has("maximum") || schema.has("multipleOf")) {
            return "number";
        }
        return schema.has("anyOf") || schema.has("oneOf") || schema.has("allOf") ? "" : "string";
    }
}

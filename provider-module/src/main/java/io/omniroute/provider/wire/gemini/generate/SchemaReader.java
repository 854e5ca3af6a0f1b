package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.JsonText;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.JsonView;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Turns Google's {@code Schema} (upper-case types, {@code nullable}, counts as strings) into JSON Schema. What it does not
 * know it copies: JSON Schema itself passes through unharmed.
 */
final class SchemaReader {
    private static final Set<String> COUNTS =
            Set.of("minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties");

    private SchemaReader() {}

    static JsonText read(JsonView schema) {
        return Json.jsonText(convert(schema.requireObject().node()));
    }

    private static JsonNode convert(JsonNode schema) {
        if (!(schema instanceof ObjectNode source)) {
            return schema;
        }
        ObjectNode converted = Json.object();
        for (Map.Entry<String, JsonNode> member : source.properties()) {
            member(converted, member.getKey(), member.getValue());
        }
        if (source.path("nullable").asBoolean()) {
            allowNull(converted);
        }
        return converted;
    }

    private static void member(ObjectNode into, String name, JsonNode value) {
        switch (name) {
            case "type" -> type(into, value);
            case "nullable", "propertyOrdering", "property_ordering" -> {}
            case "items", "additionalProperties" -> into.set(name, convert(value));
            case "anyOf", "any_of" -> into.set("anyOf", each(value));
            case "prefixItems", "allOf", "oneOf" -> into.set(name, each(value));
            case "properties", "$defs", "definitions" -> into.set(name, eachMember(value));
            default -> into.set(name, COUNTS.contains(name) ? number(value) : value);
        }
    }

    private static void type(ObjectNode into, JsonNode value) {
        if (!value.isTextual()) {
            into.set("type", value);
        } else if (!value.textValue().equals("TYPE_UNSPECIFIED")) {
            into.put("type", value.textValue().toLowerCase(Locale.ROOT));
        }
    }

    private static JsonNode each(JsonNode list) {
        if (!list.isArray()) {
            return list;
        }
        ArrayNode converted = Json.MAPPER.createArrayNode();
        list.forEach(element -> converted.add(convert(element)));
        return converted;
    }

    private static JsonNode eachMember(JsonNode object) {
        if (!object.isObject()) {
            return object;
        }
        ObjectNode converted = Json.object();
        object.properties().forEach(member -> converted.set(member.getKey(), convert(member.getValue())));
        return converted;
    }

    /** Proto JSON writes 64-bit integers as strings. */
    private static JsonNode number(JsonNode value) {
        if (value.isTextual() && value.textValue().matches("[0-9]{1,9}")) {
            return Json.MAPPER.getNodeFactory().numberNode(Integer.parseInt(value.textValue()));
        }
        return value;
    }

    private static void allowNull(ObjectNode schema) {
        if (schema.path("type").isTextual()) {
            String type = schema.path("type").textValue();
            schema.putArray("type").add(type).add("null");
        }
        if (schema.get("enum") instanceof ArrayNode values) {
            schema.set("enum", values.deepCopy().addNull());
        }
        if (schema.get("anyOf") instanceof ArrayNode variants) {
            variants.add(Json.object().put("type", "null"));
        }
    }
}

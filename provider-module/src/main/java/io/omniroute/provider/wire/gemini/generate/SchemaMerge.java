package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.wire.Json;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Joins cleaned schemas. */
final class SchemaMerge {
    private SchemaMerge() {}

    /** Adds what {@code into} does not say itself; properties are united, and so are the required names. */
    static void all(ObjectNode into, ObjectNode from) {
        for (Map.Entry<String, JsonNode> member : from.properties()) {
            switch (member.getKey()) {
                case "properties" -> properties(into, from);
                case "required" -> required(into, member.getValue());
                default -> {
                    if (!into.has(member.getKey())) {
                        into.set(member.getKey(), member.getValue());
                    }
                }
            }
        }
    }

    static void properties(ObjectNode into, JsonNode from) {
        if (from.get("properties") instanceof ObjectNode added) {
            ObjectNode properties =
                    into.get("properties") instanceof ObjectNode present ? present : into.putObject("properties");
            added.properties().forEach(property -> {
                if (!properties.has(property.getKey())) {
                    properties.set(property.getKey(), property.getValue());
                }
            });
        }
    }

    static void required(ObjectNode into, JsonNode names) {
        Set<String> all = new LinkedHashSet<>();
        into.path("required").forEach(name -> all.add(name.asText()));
        names.forEach(name -> all.add(name.asText()));
        ArrayNode written = into.putArray("required");
        all.forEach(written::add);
    }

    /** Only names that exist may be required, and an empty list is refused. */
    static void checkRequired(ObjectNode schema) {
        if (!schema.has("required")) {
            return;
        }
        ArrayNode kept = Json.MAPPER.createArrayNode();
        for (JsonNode name : schema.get("required")) {
            if (schema.path("properties").has(name.asText())) {
                kept.add(name);
            }
        }
        if (kept.isEmpty()) {
            schema.remove("required");
        } else {
            schema.set("required", kept);
        }
    }

    /** Alternatives as one: enums of strings become one enum; else they stay alternatives. */
    static void alternatives(ObjectNode into, List<ObjectNode> variants) {
        Set<JsonNode> distinct = new LinkedHashSet<>(variants);
        if (distinct.size() == 1) {
            all(into, variants.get(0));
        } else if (distinct.stream().allMatch(variant -> variant.has("enum"))) {
            Set<JsonNode> values = new LinkedHashSet<>();
            distinct.forEach(variant -> variant.get("enum").forEach(values::add));
            into.put("type", "string").putArray("enum").addAll(values);
        } else {
            into.putArray("anyOf").addAll(distinct);
        }
    }
}

package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.JsonText;
import io.omniroute.provider.wire.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns JSON Schema into the subset that Gemini's {@code Schema} takes. It writes only members that are known to be
 * accepted, instead of removing those known to be refused, so a keyword of tomorrow does no harm; names of properties are
 * data and survive whatever they are called. One per schema.
 */
final class SchemaCleaner {
    private static final Set<String> STRING_FORMATS = Set.of("date-time");
    private static final Set<String> NUMBER_FORMATS = Set.of("int32", "int64", "float", "double");
    private static final int MAX_DEPTH = 64;
    /** References may multiply: a few definitions that use each other twice would unfold to millions. */
    private static final int MAX_NODES = 5_000;

    private final JsonNode root;
    private final SchemaReferences references;
    private int depth;
    private int nodes;

    private SchemaCleaner(JsonNode root) {
        this.root = root;
        this.references = new SchemaReferences(root);
    }

    /** A function's parameters, always of type object; empty when it has none, which Gemini wants left out. */
    static Optional<ObjectNode> parameters(JsonText schema) {
        ObjectNode cleaned = clean(schema);
        for (JsonNode variant : cleaned.path("anyOf")) {
            SchemaMerge.properties(cleaned, variant); // parameters themselves cannot be alternatives
        }
        cleaned.remove(List.of("anyOf", "nullable"));
        return withProperties(cleaned.put("type", "object"));
    }

    /** The schema of a reply; empty when it says nothing but "object". */
    static Optional<ObjectNode> response(JsonText schema) {
        ObjectNode cleaned = clean(schema);
        return cleaned.path("type").asText().equals("object") ? withProperties(cleaned) : Optional.of(cleaned);
    }

    private static Optional<ObjectNode> withProperties(ObjectNode cleaned) {
        return cleaned.path("properties").isEmpty() ? Optional.empty() : Optional.of(cleaned);
    }

    private static ObjectNode clean(JsonText schema) {
        SchemaCleaner cleaner = new SchemaCleaner(Json.parse(schema));
        return cleaner.clean(cleaner.root);
    }

    private ObjectNode clean(JsonNode schema) {
        if (!(schema instanceof ObjectNode source)) {
            return Json.object().put("type", "string").put("description", "(any JSON value)");
        }
        if (depth >= MAX_DEPTH || ++nodes > MAX_NODES) {
            String type = SchemaType.of(source).name();
            return Json.object().put("type", type.isEmpty() || type.equals("array") ? "object" : type);
        }
        depth++;
        try {
            return source.path("$ref").isTextual() ? references.follow(source, this::write) : write(source);
        } finally {
            depth--;
        }
    }

    private ObjectNode write(ObjectNode source) {
        if (source.path("$ref").isTextual()) {
            return clean(source); // the target of a reference is one itself
        }
        SchemaType type = SchemaType.of(source);
        SchemaHints hints = new SchemaHints();
        ObjectNode cleaned = Json.object();
        if (!type.name().isEmpty()) {
            cleaned.put("type", type.name());
        }
        type.others().forEach(other -> hints.add("or " + other));
        boolean nullable = type.nullable() | enumeration(source, cleaned, hints);
        members(source, cleaned);
        for (JsonNode each : source.path("allOf")) {
            SchemaMerge.all(cleaned, clean(each));
            SchemaMerge.required(cleaned, each.path("required"));
        }
        nullable |= alternatives(source, cleaned);
        if (!cleaned.has("type") && !cleaned.has("anyOf")) {
            cleaned.put("type", "string");
        }
        SchemaMerge.required(cleaned, source.path("required"));
        SchemaMerge.checkRequired(cleaned);
        if (nullable) {
            cleaned.put("nullable", true);
        }
        hints.addConstraints(source);
        hints.describe(source, cleaned);
        return cleaned;
    }

    private void members(ObjectNode source, ObjectNode cleaned) {
        switch (cleaned.path("type").asText()) {
            case "object" -> object(source, cleaned);
            case "array" -> cleaned.set("items", items(source));
            case "string" -> format(source, cleaned, STRING_FORMATS);
            case "number", "integer" -> {
                format(source, cleaned, NUMBER_FORMATS);
                for (String bound : List.of("minimum", "maximum")) {
                    if (source.path(bound).isNumber()) {
                        cleaned.set(bound, source.get(bound));
                    }
                }
            }
            default -> {}
        }
    }

    private void object(ObjectNode source, ObjectNode cleaned) {
        if (source.get("properties") instanceof ObjectNode properties && !properties.isEmpty()) {
            ObjectNode written = cleaned.putObject("properties");
            for (Map.Entry<String, JsonNode> property : properties.properties()) {
                written.set(property.getKey(), clean(property.getValue()));
            }
        }
    }

    /** Gemini demands items; a tuple's become alternatives. */
    private JsonNode items(ObjectNode source) {
        JsonNode items = source.path("items");
        if (items.isObject()) {
            return clean(items);
        }
        List<ObjectNode> tuple = new ArrayList<>();
        (items.isArray() ? items : source.path("prefixItems")).forEach(each -> tuple.add(clean(each)));
        ObjectNode any = Json.object();
        if (tuple.isEmpty()) {
            return any.put("type", "string");
        }
        SchemaMerge.alternatives(any, tuple);
        return any;
    }

    private static void format(ObjectNode source, ObjectNode cleaned, Set<String> accepted) {
        if (accepted.contains(source.path("format").asText())) {
            cleaned.set("format", source.get("format"));
        }
    }

    /** Values are strings in Gemini, and only a string has them; @return whether null was among them */
    private static boolean enumeration(ObjectNode source, ObjectNode cleaned, SchemaHints hints) {
        Set<JsonNode> values = new LinkedHashSet<>();
        source.path("enum").forEach(values::add);
        if (source.has("const")) {
            values.add(source.get("const"));
        }
        boolean nullable = values.removeIf(JsonNode::isNull);
        if (values.isEmpty()) {
            return nullable;
        }
        boolean words = values.stream().allMatch(value -> value.isTextual() || value.isNumber());
        if (!words) { // true and false, or whole objects: as strings they would change the argument's type
            hints.add("one of: " + values);
            if (!source.has("type")) {
                cleaned.put("type", values.iterator().next().isBoolean() ? "boolean" : "object");
            }
            return nullable;
        }
        ArrayNode written = cleaned.put("type", "string").putArray("enum");
        values.stream()
                .map(JsonNode::asText)
                .filter(text -> !text.isEmpty()) // Gemini refuses an empty one
                .forEach(written::add);
        if (written.isEmpty()) {
            cleaned.remove("enum");
        }
        return nullable;
    }

    /** anyOf and oneOf alike; @return whether null was an alternative */
    private boolean alternatives(ObjectNode source, ObjectNode cleaned) {
        boolean nullable = false;
        List<ObjectNode> variants = new ArrayList<>();
        for (String keyword : List.of("anyOf", "oneOf")) {
            for (JsonNode variant : source.path(keyword)) {
                boolean none = variant.path("type").asText().equals("null")
                        || variant.has("const") && variant.get("const").isNull();
                nullable |= none;
                if (!none) {
                    variants.add(clean(variant));
                }
            }
        }
        if (variants.isEmpty()) {
            return nullable;
        }
        if (cleaned.has("type")) { // mostly "one of these must be given": the properties of all, none of them demanded
            variants.forEach(variant -> SchemaMerge.properties(cleaned, variant));
        } else {
            SchemaMerge.alternatives(cleaned, variants);
        }
        return nullable;
    }
}

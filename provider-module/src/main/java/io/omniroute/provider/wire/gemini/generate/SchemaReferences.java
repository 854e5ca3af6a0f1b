package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts what a local {@code $ref} points at in its place. Gemini has no references, so a schema that contains itself ends
 * where it would repeat. One per schema.
 */
final class SchemaReferences {
    private final JsonNode root;
    private final Set<String> open = new LinkedHashSet<>();

    SchemaReferences(JsonNode root) {
        this.root = root;
    }

    /**
     * @param schema has a {@code $ref}; its other members win over the target's
     * @param then gets the schema to use; a reference met within it to what is open here is a repetition
     */
    ObjectNode follow(ObjectNode schema, Function<ObjectNode, ObjectNode> then) {
        String reference = schema.path("$ref").asText();
        ObjectNode own = schema.objectNode();
        own.setAll(schema);
        own.remove("$ref");
        Optional<ObjectNode> target = find(reference);
        if (target.isEmpty()) {
            return then.apply(own);
        }
        if (!open.add(reference)) {
            String name = reference.substring(reference.lastIndexOf('/') + 1);
            String type = SchemaType.of(target.get()).name();
            ObjectNode stub = own.objectNode().put("type", type.isEmpty() ? "object" : type);
            return then.apply(stub.put("description", "Again a " + (name.equals("#") ? "whole" : name) + ", nested."));
        }
        try {
            ObjectNode inlined = own.objectNode();
            inlined.setAll(target.get());
            inlined.setAll(own);
            return then.apply(inlined);
        } finally {
            open.remove(reference);
        }
    }

    private Optional<ObjectNode> find(String reference) {
        if (!reference.startsWith("#")) {
            return Optional.empty();
        }
        try {
            String pointer = URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
            return root.at(JsonPointer.compile(pointer)) instanceof ObjectNode found
                    ? Optional.of(found)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not a JSON pointer, so it points at nothing
        }
    }
}

package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.wire.Json;
import java.util.List;

/** A tool's schema as Anthropic takes it: an object at the top, without alternatives there. */
final class InputSchema {
    private static final List<String> COMBINATIONS = List.of("allOf", "anyOf", "oneOf");

    private InputSchema() {}

    static ObjectNode of(JsonNode schema) {
        ObjectNode copy = schema instanceof ObjectNode object ? object.deepCopy() : Json.object();
        copy.put("type", "object");
        for (String combination : COMBINATIONS) {
            JsonNode branches = copy.remove(combination);
            if (branches != null) {
                branches.forEach(branch -> merge(branch, combination.equals("allOf"), copy));
            }
        }
        if (!(copy.get("properties") instanceof ObjectNode)) {
            copy.putObject("properties");
        }
        return copy;
    }

    /**
     * Anthropic Messages, tools: "input_schema does not support oneOf, allOf, or anyOf at the top level". So the
     * properties of all branches are offered, and required are only those of branches that all apply.
     */
    private static void merge(JsonNode branch, boolean allApply, ObjectNode into) {
        ObjectNode properties =
                into.get("properties") instanceof ObjectNode given ? given : into.putObject("properties");
        branch.path("properties").properties().forEach(property -> {
            if (!properties.has(property.getKey())) {
                properties.set(property.getKey(), property.getValue());
            }
        });
        if (allApply && branch.path("required").isArray()) {
            ArrayNode required = into.get("required") instanceof ArrayNode given ? given : into.putArray("required");
            branch.get("required").forEach(required::add);
        }
    }
}

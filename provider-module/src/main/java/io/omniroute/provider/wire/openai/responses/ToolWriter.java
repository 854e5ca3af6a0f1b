package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.wire.Json;
import java.util.Optional;

/** Tools in their flat form. */
final class ToolWriter {
    private ToolWriter() {}

    /** For a vendor: strict only where it was asked for, as this format would otherwise bend loose schemas. */
    static ObjectNode write(Tool tool, String name) {
        return switch (tool) {
            case Tool.Function function -> function(function, name, false);
            case Tool.Custom custom -> custom(custom, name);
            case Tool.WebSearch ignored -> Json.object().put("type", "web_search");
        };
    }

    static ObjectNode function(Tool.Function function, String name, boolean strictByDefault) {
        ObjectNode node = Json.object().put("type", "function").put("name", name);
        describe(node, function.description());
        if (function.parameters().isPresent()) {
            node.set("parameters", Json.parse(function.parameters().get()));
        } else {
            // Responses, function tools: parameters is required
            node.putObject("parameters").put("type", "object").putObject("properties");
        }
        return node.put("strict", function.strict().orElse(strictByDefault));
    }

    private static ObjectNode custom(Tool.Custom custom, String name) {
        ObjectNode node = Json.object().put("type", "custom").put("name", name);
        describe(node, custom.description());
        custom.format().ifPresent(format -> node.set("format", Json.parse(format)));
        return node;
    }

    private static void describe(ObjectNode node, Optional<String> description) {
        description.ifPresent(text -> node.put("description", text));
    }
}

package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.chat.ToolChoice;
import io.omniroute.provider.wire.Json;
import java.util.List;
import java.util.function.Function;

/** {@code tool_choice}, for a vendor or repeated to a client. A named tool is written with its type. */
final class ToolChoiceWriter {
    private ToolChoiceWriter() {}

    /** @param sentName maps a tool's name to the one the vendor sees */
    static JsonNode write(ToolChoice choice, List<Tool> tools, Function<String, String> sentName) {
        return node(choice, tools, name -> Json.object().put("name", sentName.apply(name)));
    }

    /** As the client sent it, namespaces apart. */
    static JsonNode echo(ToolChoice choice, List<Tool> tools) {
        return node(choice, tools, name -> {
            ToolName apart = ToolName.ofFlat(name);
            ObjectNode node = Json.object().put("name", apart.name());
            apart.namespace().ifPresent(namespace -> node.put("namespace", namespace));
            return node;
        });
    }

    private static JsonNode node(ToolChoice choice, List<Tool> tools, Function<String, ObjectNode> function) {
        return switch (choice) {
            case ToolChoice.Auto ignored -> TextNode.valueOf("auto");
            case ToolChoice.None ignored -> TextNode.valueOf("none");
            case ToolChoice.Required ignored -> TextNode.valueOf("required");
            case ToolChoice.Named named -> tool(named.name(), tools, function);
            case ToolChoice.Allowed allowed -> {
                ObjectNode node = Json.object()
                        .put("type", "allowed_tools")
                        .put("mode", allowed.required() ? "required" : "auto");
                ArrayNode list = node.putArray("tools");
                allowed.names().forEach(name -> list.add(tool(name, tools, function)));
                yield node;
            }
        };
    }

    private static ObjectNode tool(String name, List<Tool> tools, Function<String, ObjectNode> function) {
        for (Tool tool : tools) {
            if (tool.name().equals(name) && tool instanceof Tool.Custom) {
                return function.apply(name).put("type", "custom");
            }
            if (tool.name().equals(name) && tool instanceof Tool.WebSearch) {
                return Json.object().put("type", "web_search");
            }
        }
        return function.apply(name).put("type", "function");
    }
}

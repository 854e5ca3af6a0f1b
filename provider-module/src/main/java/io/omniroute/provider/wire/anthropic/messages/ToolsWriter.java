package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.Conversation;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.chat.ToolChoice;
import io.omniroute.provider.wire.CacheMarks;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.ToolNames;
import io.omniroute.provider.wire.WireTarget;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Writes {@code tools} and {@code tool_choice}. */
final class ToolsWriter {
    private final ChatRequest request;
    private final WireTarget target;
    private final Losses losses;
    private final ToolNames toolNames;

    ToolsWriter(ChatRequest request, WireTarget target, Losses losses, ToolNames toolNames) {
        this.request = request;
        this.target = target;
        this.losses = losses;
        this.toolNames = toolNames;
    }

    /** @param thinking whether the model thinks, which forbids to force a call */
    void write(ObjectNode body, boolean thinking) {
        ArrayNode tools = tools();
        if (!tools.isEmpty()) {
            body.set("tools", tools);
            choice(thinking).ifPresent(choice -> body.set("tool_choice", choice));
            return;
        }
        ArrayNode used = usedBefore();
        if (!used.isEmpty()) {
            // Anthropic Messages: a conversation with tool blocks must define tools, even when no more may be called.
            body.set("tools", used);
            body.putObject("tool_choice").put("type", "none");
        }
    }

    private ArrayNode tools() {
        ArrayNode tools = Json.MAPPER.createArrayNode();
        Set<String> names = new HashSet<>();
        for (Tool tool : request.tools()) {
            // Anthropic Messages: tool names must be unique
            if (isAllowed(tool) && names.add(tool.name())) {
                tools.add(tool(tool));
            }
        }
        return tools;
    }

    private boolean isAllowed(Tool tool) {
        return !(request.toolChoice().orElse(new ToolChoice.Auto()) instanceof ToolChoice.Allowed allowed)
                || allowed.names().contains(tool.name());
    }

    private ObjectNode tool(Tool tool) {
        return switch (tool) {
            case Tool.Function function -> function(function);
            case Tool.Custom custom -> custom(custom);
            case Tool.WebSearch search ->
                Json.object().put("type", "web_search_20250305").put("name", search.name());
        };
    }

    private ObjectNode function(Tool.Function function) {
        ObjectNode tool = named(function.name(), function.description());
        CacheMarks.put(function.cache(), tool);
        boolean strict = function.strict().orElse(false);
        JsonNode schema = function.parameters().map(Json::parse).orElseGet(Json::object);
        if (strict && target.has(Quirk.STRUCTURED_OUTPUT)) {
            tool.set("input_schema", StrictSchema.of(InputSchema.of(schema)));
            return tool.put("strict", true);
        }
        if (strict) {
            losses.add("tools[" + request.tools().indexOf(function) + "].strict");
        }
        tool.set("input_schema", InputSchema.of(schema));
        return tool;
    }

    /** A function with one string parameter stands for it; the reply's reader takes the string out again. */
    private ObjectNode custom(Tool.Custom custom) {
        toolNames.markCustom(custom.name());
        String format = custom.format()
                .map(json -> "\nThe input must follow this format: " + json.value())
                .orElse("");
        ObjectNode tool = named(custom.name(), Optional.of(custom.description().orElse("") + format));
        ObjectNode schema = tool.putObject("input_schema").put("type", "object");
        schema.putObject("properties").putObject("input").put("type", "string");
        schema.putArray("required").add("input");
        return tool;
    }

    private ObjectNode named(String name, Optional<String> description) {
        ObjectNode tool = Json.object().put("name", toolNames.fit(name, ContentWriter.LONGEST_TOOL_NAME));
        description.filter(text -> !text.isBlank()).ifPresent(text -> tool.put("description", text));
        return tool;
    }

    private ArrayNode usedBefore() {
        ArrayNode tools = Json.MAPPER.createArrayNode();
        for (String name :
                new TreeSet<>(Conversation.toolNamesById(request.messages()).values())) {
            ObjectNode tool = named(name, Optional.empty());
            tool.set("input_schema", InputSchema.of(Json.object()));
            tools.add(tool);
        }
        return tools;
    }

    private Optional<ObjectNode> choice(boolean thinking) {
        boolean single = !request.parallelToolCalls().orElse(true);
        if (request.toolChoice().isEmpty() && !single) {
            return Optional.empty();
        }
        ObjectNode choice =
                switch (request.toolChoice().orElse(new ToolChoice.Auto())) {
                    case ToolChoice.Auto ignored -> ofType("auto");
                    case ToolChoice.None ignored -> ofType("none");
                    case ToolChoice.Required ignored -> forced(ofType("any"), thinking);
                    case ToolChoice.Named named -> forced(named(named), thinking);
                    case ToolChoice.Allowed allowed ->
                        allowed.required() ? forced(ofType("any"), thinking) : ofType("auto");
                };
        if (single && !choice.path("type").asText().equals("none")) {
            choice.put("disable_parallel_tool_use", true);
        }
        return Optional.of(choice);
    }

    private ObjectNode named(ToolChoice.Named choice) {
        return ofType("tool").put("name", toolNames.fit(choice.name(), ContentWriter.LONGEST_TOOL_NAME));
    }

    /** Anthropic Messages, extended thinking: only auto and none are taken. */
    private ObjectNode forced(ObjectNode choice, boolean thinking) {
        if (thinking) {
            losses.add("tool_choice");
            return ofType("auto");
        }
        return choice;
    }

    private static ObjectNode ofType(String type) {
        return Json.object().put("type", type);
    }
}

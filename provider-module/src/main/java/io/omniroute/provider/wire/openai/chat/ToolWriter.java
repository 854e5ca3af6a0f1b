package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.JsonText;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.chat.ToolChoice;
import io.omniroute.provider.wire.CacheMarks;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.ToolNames;
import io.omniroute.provider.wire.WireTarget;
import java.util.List;
import java.util.Optional;

/** {@code tools}, {@code tool_choice} and {@code parallel_tool_calls} of a request to a vendor. */
final class ToolWriter {
    /** OpenAI Chat: function names are at most 64 of {@code [A-Za-z0-9_-]}. */
    static final int MAX_NAME = 64;

    private final WireTarget target;
    private final ToolNames names;
    private final Losses losses;

    ToolWriter(WireTarget target, ToolNames names, Losses losses) {
        this.target = target;
        this.names = names;
        this.losses = losses;
    }

    void write(ChatRequest request, ObjectNode body) {
        ArrayNode tools = Json.MAPPER.createArrayNode();
        for (Tool tool : offered(request)) {
            switch (tool) {
                case Tool.Function function -> tools.add(function(function));
                case Tool.Custom custom -> tools.add(custom(custom));
                case Tool.WebSearch ignored -> webSearch(body);
            }
        }
        if (tools.isEmpty()) {
            return;
        }
        body.set("tools", tools);
        request.toolChoice().ifPresent(choice -> body.set("tool_choice", choice(choice, request.tools())));
        request.parallelToolCalls().ifPresent(parallel -> body.put("parallel_tool_calls", parallel));
    }

    /** Only OpenAI knows allowed_tools; elsewhere the other tools are simply not offered. */
    private List<Tool> offered(ChatRequest request) {
        if (openAi() || !(request.toolChoice().orElse(null) instanceof ToolChoice.Allowed allowed)) {
            return request.tools();
        }
        return request.tools().stream()
                .filter(tool ->
                        tool instanceof Tool.WebSearch || allowed.names().contains(tool.name()))
                .toList();
    }

    private ObjectNode function(Tool.Function tool) {
        ObjectNode json = Json.object().put("type", "function");
        ObjectNode function = json.putObject("function").put("name", names.fit(tool.name(), MAX_NAME));
        tool.description().ifPresent(text -> function.put("description", text));
        function.set("parameters", parameters(tool.parameters()));
        if (target.has(Quirk.CACHE_MARKS)) {
            CacheMarks.put(tool.cache(), json);
        }
        if (openAi() || target.has(Quirk.STRUCTURED_OUTPUT)) {
            tool.strict().ifPresent(strict -> function.put("strict", strict));
        } else if (tool.strict().orElse(false)) {
            losses.add("tools." + tool.name() + ".strict");
        }
        return json;
    }

    /** Always a schema of an object: without one, several vendors refuse the tool. */
    private static ObjectNode parameters(Optional<JsonText> parameters) {
        JsonNode given = parameters.map(Json::parse).orElseGet(Json::object);
        ObjectNode schema = given instanceof ObjectNode object ? object : Json.object();
        if (!schema.has("type")) {
            schema.put("type", "object");
        }
        if (!schema.has("properties") && schema.path("type").asText().equals("object")) {
            schema.putObject("properties");
        }
        return schema;
    }

    private ObjectNode custom(Tool.Custom tool) {
        if (!openAi()) {
            return customAsFunction(tool);
        }
        ObjectNode json = Json.object().put("type", "custom");
        ObjectNode custom = json.putObject("custom").put("name", names.fit(tool.name(), MAX_NAME));
        tool.description().ifPresent(text -> custom.put("description", text));
        tool.format().ifPresent(format -> custom.set("format", nested(Json.parse(format))));
        return json;
    }

    /** The flat form of Responses, {@code {type,syntax,definition}}, becomes Chat's {@code {type,grammar:{…}}}. */
    private static JsonNode nested(JsonNode format) {
        if (!(format instanceof ObjectNode flat) || !flat.has("definition")) {
            return format;
        }
        ObjectNode grammar = flat.deepCopy().without(List.of("type"));
        return Json.object().put("type", "grammar").set("grammar", grammar);
    }

    private ObjectNode customAsFunction(Tool.Custom tool) {
        names.markCustom(tool.name());
        ObjectNode json = Json.object().put("type", "function");
        ObjectNode function = json.putObject("function").put("name", names.fit(tool.name(), MAX_NAME));
        tool.description().ifPresent(text -> function.put("description", text));
        ObjectNode schema = function.putObject("parameters").put("type", "object");
        ObjectNode input = schema.putObject("properties").putObject("input").put("type", "string");
        String grammar = tool.format()
                .map(Json::parse)
                .map(format -> Fields.text(format, "definition"))
                .orElse("");
        input.put(
                "description",
                grammar.isEmpty()
                        ? "The tool's input."
                        : "The tool's input, which must match this grammar:\n" + grammar);
        schema.putArray("required").add("input");
        return json;
    }

    /** OpenAI Chat: only the search models take web_search_options, all others refuse it. */
    private void webSearch(ObjectNode body) {
        if (openAi() && target.model().contains("search")) {
            body.putObject("web_search_options");
        } else {
            losses.add("web_search");
        }
    }

    private JsonNode choice(ToolChoice choice, List<Tool> tools) {
        return switch (choice) {
            case ToolChoice.Auto ignored -> word("auto");
            case ToolChoice.None ignored -> word("none");
            case ToolChoice.Required ignored -> word("required");
            case ToolChoice.Named named -> reference(named.name(), tools);
            case ToolChoice.Allowed allowed ->
                openAi() ? allowed(allowed, tools) : word(allowed.required() ? "required" : "auto");
        };
    }

    private ObjectNode allowed(ToolChoice.Allowed allowed, List<Tool> tools) {
        ObjectNode json = Json.object().put("type", "allowed_tools");
        ObjectNode inner = json.putObject("allowed_tools").put("mode", allowed.required() ? "required" : "auto");
        ArrayNode list = inner.putArray("tools");
        allowed.names().forEach(name -> list.add(reference(name, tools)));
        return json;
    }

    private ObjectNode reference(String name, List<Tool> tools) {
        boolean custom = openAi()
                && tools.stream()
                        .anyMatch(tool ->
                                tool instanceof Tool.Custom && tool.name().equals(name));
        String kind = custom ? "custom" : "function";
        ObjectNode json = Json.object().put("type", kind);
        json.putObject(kind).put("name", names.fit(name, MAX_NAME));
        return json;
    }

    private static JsonNode word(String word) {
        return Json.object().textNode(word);
    }

    private boolean openAi() {
        return target.has(Quirk.DEVELOPER_ROLE);
    }
}

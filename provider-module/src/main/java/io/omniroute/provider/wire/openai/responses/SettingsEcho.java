package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.Message;
import io.omniroute.provider.chat.Reasoning;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.wire.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The request's settings as a {@code response} object repeats them; strict SDKs demand most of these fields, null where
 * nothing was asked (Responses, the response object).
 */
final class SettingsEcho {
    private SettingsEcho() {}

    static ObjectNode of(ChatRequest request) {
        ObjectNode echo = Json.object();
        putText(echo, "instructions", instructions(request));
        request.maxOutputTokens()
                .ifPresentOrElse(max -> echo.put("max_output_tokens", max), () -> echo.putNull("max_output_tokens"));
        echo.putNull("max_tool_calls");
        echo.put("parallel_tool_calls", request.parallelToolCalls().orElse(true));
        echo.putNull("previous_response_id");
        putText(echo, "prompt_cache_key", request.hints().promptCacheKey());
        echo.set("reasoning", reasoning(request.reasoning()));
        putText(echo, "safety_identifier", request.hints().user());
        echo.put("service_tier", request.hints().serviceTier().orElse("default"));
        echo.put("store", false);
        putNumber(echo, "temperature", request.sampling().temperature());
        echo.set("text", text(request));
        echo.set(
                "tool_choice",
                request.toolChoice()
                        .map(choice -> ToolChoiceWriter.echo(choice, request.tools()))
                        .orElseGet(() -> Json.MAPPER.getNodeFactory().textNode("auto")));
        echo.set("tools", tools(request));
        echo.put("top_logprobs", 0);
        putNumber(echo, "top_p", request.sampling().topP());
        echo.put("truncation", "disabled");
        echo.putNull("user");
        ObjectNode metadata = echo.putObject("metadata");
        request.hints().metadata().forEach(metadata::put);
        return echo;
    }

    private static Optional<String> instructions(ChatRequest request) {
        return request.messages().stream()
                .findFirst()
                .filter(message -> message.role() == Message.Role.SYSTEM)
                .map(message -> ContentPart.textOf(message.content()));
    }

    private static ObjectNode reasoning(Optional<Reasoning> reasoning) {
        ObjectNode node = Json.object().putNull("effort").putNull("summary");
        reasoning.ifPresent(asked -> node.setAll(ReasoningJson.write(asked)));
        return node;
    }

    private static ObjectNode text(ChatRequest request) {
        ObjectNode text = Json.object();
        text.set("format", OutputFormatJson.write(request.output()));
        return text.put("verbosity", request.hints().verbosity().orElse("medium"));
    }

    /** Namespaces come back as they were sent, save their descriptions. */
    private static ArrayNode tools(ChatRequest request) {
        ArrayNode tools = Json.MAPPER.createArrayNode();
        Map<String, ArrayNode> namespaces = new HashMap<>();
        for (Tool tool : request.tools()) {
            ToolName name = ToolName.ofFlat(tool.name());
            ArrayNode list = name.namespace()
                    .map(space -> namespaces.computeIfAbsent(space, named -> namespace(tools, named)))
                    .orElse(tools);
            list.add(
                    tool instanceof Tool.Function function
                            ? ToolWriter.function(function, name.name(), true)
                            : ToolWriter.write(tool, name.name()));
        }
        return tools;
    }

    private static ArrayNode namespace(ArrayNode tools, String name) {
        return tools.addObject()
                .put("type", "namespace")
                .put("name", name)
                .put("description", "")
                .putArray("tools");
    }

    private static void putText(ObjectNode echo, String field, Optional<String> value) {
        value.ifPresentOrElse(text -> echo.put(field, text), () -> echo.putNull(field));
    }

    /** OpenAI answers with its default of 1 where nothing was asked. */
    private static void putNumber(ObjectNode echo, String field, OptionalDouble value) {
        echo.put(field, value.orElse(1.0));
    }
}

package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.chat.ToolChoice;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.ToolNames;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes {@code tools} and {@code toolConfig}. One per request. */
final class ToolsWriter {
    private final ChatRequest request;
    private final ToolNames names;
    private final Losses losses;
    private final Set<String> declared = new HashSet<>();

    ToolsWriter(ChatRequest request, ToolNames names, Losses losses) {
        this.request = request;
        this.names = names;
        this.losses = losses;
    }

    void write(ObjectNode body) {
        ArrayNode declarations = Json.MAPPER.createArrayNode();
        boolean search = false;
        for (Tool tool : request.tools()) {
            if (tool instanceof Tool.WebSearch) {
                search = true;
            } else if (isOffered(tool) && declared.add(tool.name())) {
                declarations.add(declaration(tool));
            }
        }
        if (!declarations.isEmpty()) {
            body.putArray("tools").addObject().set("functionDeclarations", declarations);
            if (search) {
                losses.add("tools.web_search"); // Gemini API: a hosted search cannot be mixed with functions
            }
            request.toolChoice()
                    .ifPresent(choice -> body.putObject("toolConfig").set("functionCallingConfig", calling(choice)));
        } else if (search) {
            body.putArray("tools").addObject().putObject("googleSearch");
        }
    }

    /** Gemini takes a list of allowed names only together with "must call"; without it, only those are declared. */
    private boolean isOffered(Tool tool) {
        return !(request.toolChoice().orElse(new ToolChoice.Auto()) instanceof ToolChoice.Allowed allowed)
                || allowed.required()
                || allowed.names().contains(tool.name());
    }

    private ObjectNode declaration(Tool tool) {
        ObjectNode declaration = Json.object().put("name", SentToolName.of(tool.name(), names));
        switch (tool) {
            case Tool.Function function -> {
                function.description()
                        .filter(text -> !text.isBlank())
                        .ifPresent(text -> declaration.put("description", text));
                function.parameters()
                        .flatMap(SchemaCleaner::parameters)
                        .ifPresent(schema -> declaration.set("parameters", schema));
                function.strict().filter(strict -> strict).ifPresent(ignored -> losses.add("tools.strict"));
            }
            case Tool.Custom custom -> custom(custom, declaration);
            case Tool.WebSearch ignored -> throw new IllegalArgumentException("a hosted search is no function");
        }
        return declaration;
    }

    /** A free-form tool becomes a function of one string; its grammar can only be described. */
    private void custom(Tool.Custom tool, ObjectNode declaration) {
        names.markCustom(tool.name());
        tool.description().filter(text -> !text.isBlank()).ifPresent(text -> declaration.put("description", text));
        ObjectNode parameters = declaration.putObject("parameters").put("type", "object");
        String hint = tool.format()
                .map(format -> "The tool's free-form input. It must follow this format: " + format.value())
                .orElse("The tool's free-form input.");
        parameters
                .putObject("properties")
                .putObject("input")
                .put("type", "string")
                .put("description", hint);
        parameters.putArray("required").add("input");
        tool.format().ifPresent(ignored -> losses.add("tools.format"));
    }

    private ObjectNode calling(ToolChoice choice) {
        return switch (choice) {
            case ToolChoice.Auto ignored -> mode("AUTO", List.of());
            case ToolChoice.None ignored -> mode("NONE", List.of());
            case ToolChoice.Required ignored -> mode("ANY", List.of());
            case ToolChoice.Named named -> any(List.of(named.name()));
            case ToolChoice.Allowed allowed -> allowed.required() ? any(allowed.names()) : mode("AUTO", List.of());
        };
    }

    /** Gemini refuses a name that is not declared. */
    private ObjectNode any(List<String> wanted) {
        List<String> known = wanted.stream().filter(declared::contains).toList();
        if (known.size() < wanted.size()) {
            losses.add("tool_choice");
        }
        return mode(known.isEmpty() ? "AUTO" : "ANY", known);
    }

    private ObjectNode mode(String mode, List<String> allowed) {
        ObjectNode calling = Json.object().put("mode", mode);
        if (!allowed.isEmpty()) {
            ArrayNode list = calling.putArray("allowedFunctionNames");
            allowed.forEach(name -> list.add(SentToolName.of(name, names)));
        }
        return calling;
    }
}

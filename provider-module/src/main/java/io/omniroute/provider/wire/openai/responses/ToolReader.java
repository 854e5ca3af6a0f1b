package io.omniroute.provider.wire.openai.responses;

import io.omniroute.provider.chat.JsonText;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.wire.JsonView;
import io.omniroute.provider.wire.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The {@code tools} of a request. Namespaces are flattened, tools only OpenAI can run are losses. */
final class ToolReader {
    private ToolReader() {}

    static List<Tool> read(List<JsonView> tools, Losses losses) {
        List<Tool> read = new ArrayList<>();
        for (JsonView tool : tools) {
            tool(tool.requireObject(), read, losses);
        }
        return read;
    }

    private static void tool(JsonView tool, List<Tool> read, Losses losses) {
        String type = tool.text("type");
        if (type.equals("function")) {
            read.add(function(Optional.empty(), tool));
        } else if (type.equals("custom")) {
            read.add(custom(Optional.empty(), tool));
        } else if (type.equals("namespace")) {
            namespace(tool, read, losses);
        } else if (isWebSearch(type)) {
            webSearch(tool, read, losses);
        } else {
            losses.add(tool.path());
        }
    }

    /** Dated names included: {@code web_search_preview_2025_03_11}. */
    static boolean isWebSearch(String type) {
        return type.startsWith("web_search");
    }

    private static Tool function(Optional<String> namespace, JsonView tool) {
        JsonView parameters = tool.at("parameters");
        Optional<JsonText> schema =
                parameters.exists() ? Optional.of(parameters.requireObject().jsonText()) : Optional.empty();
        Optional<Boolean> strict = tool.optionalBoolean("strict");
        // Responses, function tools: strict is the default, other than in Chat Completions
        if (strict.isEmpty() && parameters.exists() && StrictSchema.isStrict(parameters.node())) {
            strict = Optional.of(true);
        }
        return new Tool.Function(
                new ToolName(namespace, name(tool)).flat(), tool.optionalText("description"), schema, strict);
    }

    private static Tool custom(Optional<String> namespace, JsonView tool) {
        JsonView format = tool.at("format");
        return new Tool.Custom(
                new ToolName(namespace, name(tool)).flat(),
                tool.optionalText("description"),
                format.exists() ? Optional.of(format.requireObject().jsonText()) : Optional.empty());
    }

    private static void namespace(JsonView tool, List<Tool> read, Losses losses) {
        String namespace = name(tool);
        if (!ToolName.flattens(namespace)) {
            losses.add(tool.path());
            return;
        }
        for (JsonView inner : tool.optionalArray("tools")) {
            switch (inner.requireObject().text("type")) {
                case "function" -> read.add(function(Optional.of(namespace), inner));
                case "custom" -> read.add(custom(Optional.of(namespace), inner));
                default -> losses.add(inner.path());
            }
        }
    }

    private static void webSearch(JsonView tool, List<Tool> read, Losses losses) {
        for (String option : List.of("filters", "user_location")) {
            if (tool.has(option)) {
                losses.add(tool.at(option).path());
            }
        }
        Tool search = new Tool.WebSearch();
        if (!read.contains(search)) {
            read.add(search);
        }
    }

    private static String name(JsonView tool) {
        String name = tool.text("name");
        if (name.isEmpty()) {
            throw tool.at("name").fault("'" + tool.path() + ".name' must not be empty.");
        }
        return name;
    }
}

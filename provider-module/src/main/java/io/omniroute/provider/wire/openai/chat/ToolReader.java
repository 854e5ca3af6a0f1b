package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ContentPart;
import io.omniroute.provider.chat.JsonText;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.chat.ToolChoice;
import io.omniroute.provider.wire.CacheMarks;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.JsonView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tools and the choice among them, the deprecated {@code functions} and {@code function_call} included. */
final class ToolReader {
    private static final Set<String> FUNCTION = Set.of("name", "description", "parameters", "strict", CacheMarks.FIELD);
    private static final Set<String> CUSTOM = Set.of("name", "description", "format", CacheMarks.FIELD);
    private static final Set<String> TOOL = Set.of("type", "function", "custom", CacheMarks.FIELD);

    private final JsonView body;
    private final FieldAudit audit;

    ToolReader(JsonView body, FieldAudit audit) {
        this.body = body;
        this.audit = audit;
    }

    List<Tool> tools() {
        List<Tool> tools = new ArrayList<>();
        body.optionalArray("tools").forEach(view -> tools.add(tool(view.requireObject())));
        body.optionalArray("functions").forEach(view -> tools.add(function(view.requireObject(), Optional.empty())));
        body.optionalObject("web_search_options").ifPresent(options -> {
            tools.add(new Tool.WebSearch());
            audit.check(options, Set.of());
        });
        return tools;
    }

    Optional<ToolChoice> choice() {
        JsonView choice = body.at("tool_choice");
        if (choice.exists()) {
            return Optional.of(choice.isText() ? word(choice) : object(choice.requireObject()));
        }
        JsonView legacy = body.at("function_call");
        if (!legacy.exists()) {
            return Optional.empty();
        }
        return Optional.of(legacy.isText() ? word(legacy) : new ToolChoice.Named(name(legacy.requireObject())));
    }

    private Tool tool(JsonView view) {
        String type = view.text("type");
        if (type.startsWith("web_search")) {
            audit.check(view, Set.of("type"));
            return new Tool.WebSearch();
        }
        audit.check(view, TOOL);
        return switch (type) {
            case "function" -> function(view.at("function").requireObject(), CacheMarks.read(view));
            case "custom" -> custom(view.at("custom").requireObject());
            default -> throw view.at("type").fault("'" + view.at("type").path() + "' must be function or custom.");
        };
    }

    /** @param beside the mark that stands beside the function (OpenRouter); LiteLLM takes it within as well */
    private Tool function(JsonView view, Optional<ContentPart.CacheMark> beside) {
        audit.check(view, FUNCTION);
        return new Tool.Function(
                name(view),
                view.optionalText("description"),
                view.optionalObject("parameters").map(JsonView::jsonText),
                view.optionalBoolean("strict"),
                beside.or(() -> CacheMarks.read(view)));
    }

    private Tool custom(JsonView view) {
        audit.check(view, CUSTOM);
        return new Tool.Custom(
                name(view),
                view.optionalText("description"),
                view.optionalObject("format").map(ToolReader::format));
    }

    /** Chat nests the grammar, {@code {type,grammar:{syntax,definition}}}; the canonical form is the flat one of Responses. */
    private static JsonText format(JsonView format) {
        JsonNode grammar = format.node().path("grammar");
        if (!grammar.isObject()) {
            return format.jsonText();
        }
        ObjectNode flat = Json.object().put("type", "grammar");
        flat.setAll((ObjectNode) grammar);
        return Json.jsonText(flat);
    }

    private static String name(JsonView view) {
        String name = view.text("name");
        if (name.isEmpty()) {
            throw view.at("name").fault("'" + view.at("name").path() + "' must not be empty.");
        }
        return name;
    }

    private static ToolChoice word(JsonView choice) {
        return switch (choice.text()) {
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "required", "any" -> new ToolChoice.Required();
            default -> throw choice.fault("'" + choice.path() + "' must be auto, none, required or an object.");
        };
    }

    private static ToolChoice object(JsonView choice) {
        return switch (choice.text("type")) {
            case "function" -> new ToolChoice.Named(name(choice.at("function").requireObject()));
            case "custom" -> new ToolChoice.Named(name(choice.at("custom").requireObject()));
            case "allowed_tools" -> allowed(choice.at("allowed_tools").requireObject());
            default ->
                throw choice.at("type")
                        .fault("'" + choice.at("type").path() + "' must be function, custom or allowed_tools.");
        };
    }

    private static ToolChoice allowed(JsonView allowed) {
        String mode = allowed.text("mode");
        if (!mode.equals("auto") && !mode.equals("required")) {
            throw allowed.at("mode").fault("'" + allowed.at("mode").path() + "' must be auto or required.");
        }
        List<String> names = new ArrayList<>();
        for (JsonView tool : allowed.at("tools").elements()) {
            String kind = tool.requireObject().optionalText("type").orElse("function");
            names.add(
                    name(tool.at(kind.equals("custom") ? "custom" : "function").requireObject()));
        }
        if (names.isEmpty()) {
            throw allowed.at("tools").fault("'" + allowed.at("tools").path() + "' must not be empty.");
        }
        return new ToolChoice.Allowed(names, mode.equals("required"));
    }
}

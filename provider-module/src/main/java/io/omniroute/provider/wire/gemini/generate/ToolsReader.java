package io.omniroute.provider.wire.gemini.generate;

import io.omniroute.provider.chat.JsonText;
import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.chat.ToolChoice;
import io.omniroute.provider.wire.JsonView;
import io.omniroute.provider.wire.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads {@code tools} and {@code toolConfig} of a client. One per request. */
final class ToolsReader {
    private static final Set<String> TOOLS = Set.of("functionDeclarations", "googleSearch", "googleSearchRetrieval");
    private static final Set<String> DECLARATION = Set.of("name", "description", "parameters", "parametersJsonSchema");
    private static final Set<String> CALLING = Set.of("mode", "allowedFunctionNames");

    private final Losses losses;

    ToolsReader(Losses losses) {
        this.losses = losses;
    }

    List<Tool> tools(JsonView body) {
        List<Tool> tools = new ArrayList<>();
        for (JsonView entry : Twins.list(body, "tools")) {
            entry.requireObject();
            Twins.list(entry, "functionDeclarations").forEach(declaration -> tools.add(function(declaration)));
            if (Twins.has(entry, "googleSearch") || Twins.has(entry, "googleSearchRetrieval")) {
                tools.add(new Tool.WebSearch());
            }
            Twins.loseUnknown(entry, TOOLS, losses);
        }
        return tools;
    }

    private Tool function(JsonView declaration) {
        declaration.requireObject();
        Twins.loseUnknown(declaration, DECLARATION, losses);
        JsonView name = declaration.at("name");
        if (name.text().isBlank()) {
            throw name.fault("'" + name.path() + "' must not be empty.");
        }
        return new Tool.Function(
                name.text(), declaration.optionalText("description"), parameters(declaration), Optional.empty());
    }

    private static Optional<JsonText> parameters(JsonView declaration) {
        JsonView jsonSchema = Twins.at(declaration, "parametersJsonSchema");
        if (jsonSchema.exists()) {
            return Optional.of(jsonSchema.requireObject().jsonText());
        }
        return declaration.optionalObject("parameters").map(SchemaReader::read);
    }

    Optional<ToolChoice> choice(JsonView body) {
        JsonView config = Twins.at(body, "toolConfig");
        if (!config.exists()) {
            return Optional.empty();
        }
        Twins.loseUnknown(config.requireObject(), Set.of("functionCallingConfig"), losses);
        JsonView calling = Twins.at(config, "functionCallingConfig");
        if (!calling.exists()) {
            return Optional.empty();
        }
        Twins.loseUnknown(calling.requireObject(), CALLING, losses);
        List<String> names = calling.optionalArray(Twins.name(calling, "allowedFunctionNames")).stream()
                .map(JsonView::text)
                .toList();
        String mode = calling.optionalText("mode").orElse("").toUpperCase(Locale.ROOT);
        return switch (mode) {
            case "", "MODE_UNSPECIFIED" -> Optional.empty();
            case "AUTO", "VALIDATED" ->
                Optional.of(names.isEmpty() ? new ToolChoice.Auto() : new ToolChoice.Allowed(names, false));
            case "ANY" -> Optional.of(required(names));
            case "NONE" -> Optional.of(new ToolChoice.None());
            default ->
                throw calling.at("mode")
                        .fault("'" + calling.at("mode").path() + "' must be AUTO, ANY, NONE or VALIDATED.");
        };
    }

    private static ToolChoice required(List<String> names) {
        return switch (names.size()) {
            case 0 -> new ToolChoice.Required();
            case 1 -> new ToolChoice.Named(names.get(0));
            default -> new ToolChoice.Allowed(names, true);
        };
    }
}

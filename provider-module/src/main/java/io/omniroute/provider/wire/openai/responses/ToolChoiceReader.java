package io.omniroute.provider.wire.openai.responses;

import io.omniroute.provider.chat.ToolChoice;
import io.omniroute.provider.wire.JsonView;
import io.omniroute.provider.wire.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code tool_choice}: a word, a tool, or a list of allowed tools. */
final class ToolChoiceReader {
    private ToolChoiceReader() {}

    static Optional<ToolChoice> read(JsonView choice, Losses losses) {
        if (!choice.exists()) {
            return Optional.empty();
        }
        if (choice.isText()) {
            return Optional.of(word(choice));
        }
        if (!choice.isObject()) {
            throw choice.wrong("a string or an object");
        }
        if (choice.text("type").equals("allowed_tools")) {
            return Optional.of(allowed(choice, losses));
        }
        Optional<String> name = toolName(choice, losses);
        return name.map(ToolChoice.Named::new);
    }

    private static ToolChoice word(JsonView choice) {
        return switch (choice.text()) {
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            default -> throw choice.fault("'tool_choice' must be auto, none, required or an object.");
        };
    }

    private static ToolChoice allowed(JsonView choice, Losses losses) {
        String mode = choice.optionalText("mode").orElse("auto");
        if (!mode.equals("auto") && !mode.equals("required")) {
            throw choice.at("mode").fault("'tool_choice.mode' must be auto or required.");
        }
        List<String> names = new ArrayList<>();
        for (JsonView tool : choice.at("tools").elements()) {
            toolName(tool.requireObject(), losses).ifPresent(names::add);
        }
        return new ToolChoice.Allowed(names, mode.equals("required"));
    }

    private static Optional<String> toolName(JsonView tool, Losses losses) {
        String type = tool.text("type");
        if (type.equals("function") || type.equals("custom")) {
            return Optional.of(new ToolName(tool.optionalText("namespace"), tool.text("name")).flat());
        }
        if (ToolReader.isWebSearch(type)) {
            return Optional.of("web_search");
        }
        losses.add(tool.path());
        return Optional.empty();
    }
}

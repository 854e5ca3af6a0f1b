package io.omniroute.provider.wire.anthropic.messages;

import io.omniroute.provider.chat.Tool;
import io.omniroute.provider.chat.ToolChoice;
import io.omniroute.provider.wire.CacheMarks;
import io.omniroute.provider.wire.JsonView;
import io.omniroute.provider.wire.Losses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code tools} and {@code tool_choice}. */
final class ToolReader {
    /**
     * {@code eager_input_streaming} asks for finer chunks, which changes no answer. {@code defer_loading} hides a tool until the
     * model has searched for it; where it cannot be hidden, it is there from the start.
     */
    private static final Set<String> KNOWN = Set.of(
            "type",
            "name",
            "description",
            "input_schema",
            "strict",
            CacheMarks.FIELD,
            "eager_input_streaming",
            "defer_loading");

    private final Optional<JsonView> choice;
    private final Losses losses;
    private final List<Tool> tools = new ArrayList<>();

    ToolReader(JsonView body, Losses losses) {
        this.choice = body.optionalObject("tool_choice");
        this.losses = losses;
        body.optionalArray("tools").forEach(tool -> add(tool.requireObject()));
    }

    List<Tool> tools() {
        return tools;
    }

    Optional<Boolean> parallelCalls() {
        return choice.flatMap(view -> view.optionalBoolean("disable_parallel_tool_use"))
                .map(disabled -> !disabled);
    }

    Optional<ToolChoice> choice() {
        return choice.flatMap(this::choice);
    }

    private Optional<ToolChoice> choice(JsonView view) {
        switch (view.text("type")) {
            case "auto":
                return Optional.of(new ToolChoice.Auto());
            case "none":
                return Optional.of(new ToolChoice.None());
            case "any":
                return unlessLost(!tools.isEmpty(), new ToolChoice.Required());
            case "tool":
                String name = view.text("name");
                return unlessLost(
                        tools.stream().anyMatch(tool -> tool.name().equals(name)), new ToolChoice.Named(name));
            default:
                throw view.at("type").fault("'tool_choice.type' must be auto, any, tool or none.");
        }
    }

    /** To demand a tool that could not be carried would make every vendor refuse the request. */
    private Optional<ToolChoice> unlessLost(boolean carried, ToolChoice wanted) {
        if (!carried) {
            losses.add("tool_choice");
            return Optional.empty();
        }
        return Optional.of(wanted);
    }

    private void add(JsonView tool) {
        String type = tool.optionalText("type").orElse("custom");
        if (type.equals("custom")) {
            tools.add(function(tool));
        } else if (type.startsWith("web_search_")) {
            tools.add(new Tool.WebSearch());
            noteUnknownFields(tool);
        } else {
            losses.add(tool.path());
        }
    }

    private Tool function(JsonView tool) {
        JsonView name = tool.at("name");
        if (name.text().isEmpty()) {
            throw name.fault("'" + name.path() + "' must not be empty.");
        }
        noteUnknownFields(tool);
        return new Tool.Function(
                name.text(),
                tool.optionalText("description"),
                Optional.of(tool.at("input_schema").requireObject().jsonText()),
                tool.optionalBoolean("strict"),
                CacheMarks.read(tool));
    }

    private void noteUnknownFields(JsonView tool) {
        tool.node().properties().forEach(member -> {
            if (!KNOWN.contains(member.getKey()) && !member.getValue().isNull()) {
                losses.add(tool.path() + "." + member.getKey());
            }
        });
    }
}

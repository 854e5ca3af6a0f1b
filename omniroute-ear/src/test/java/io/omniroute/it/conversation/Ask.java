package io.omniroute.it.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a caller asks of a model. Immutable. */
public record Ask(
        String model,
        Optional<String> system,
        List<Turn> turns,
        List<ToolSpec> tools,
        Optional<JsonNode> schema,
        boolean thinking) {
    /** Anthropic demands a limit; all clients send the same one. */
    public static final int MAX_TOKENS = 8_000;

    public Ask {
        turns = List.copyOf(turns);
        tools = List.copyOf(tools);
    }

    public static Ask of(String model, Turn... turns) {
        return new Ask(model, Optional.empty(), List.of(turns), List.of(), Optional.empty(), false);
    }

    public Ask system(String text) {
        return new Ask(model, Optional.of(text), turns, tools, schema, thinking);
    }

    public Ask tools(ToolSpec... offered) {
        return new Ask(model, system, turns, List.of(offered), schema, thinking);
    }

    public Ask schema(JsonNode wanted) {
        return new Ask(model, system, turns, tools, Optional.of(wanted), thinking);
    }

    public Ask withThinking() {
        return new Ask(model, system, turns, tools, schema, true);
    }

    public Ask then(Turn... more) {
        List<Turn> all = new ArrayList<>(turns);
        all.addAll(List.of(more));
        return new Ask(model, system, all, tools, schema, thinking);
    }
}

package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.Reasoning;
import io.omniroute.provider.chat.Reasoning.Effort;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.JsonView;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The {@code reasoning} setting, {@code {effort, summary}}. */
final class ReasoningJson {
    private ReasoningJson() {}

    static Optional<Reasoning> read(JsonView reasoning) {
        Optional<Effort> effort = reasoning.optionalText("effort").map(word -> effort(reasoning, word));
        // generate_summary is the older name of summary and still sent by old SDKs
        Optional<String> summary =
                reasoning.optionalText("summary").or(() -> reasoning.optionalText("generate_summary"));
        Optional<Boolean> include = summary.map(word -> !word.equals("none"));
        if (effort.isEmpty() && include.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Reasoning(effort, OptionalInt.empty(), false, include));
    }

    /** What a vendor is told; empty object when everything is left to it. */
    static ObjectNode write(Reasoning reasoning) {
        ObjectNode node = Json.object();
        if (reasoning.effort().isPresent() || reasoning.budgetTokens().isPresent()) {
            node.put("effort", word(reasoning.effortOrDerived()));
        }
        if (!reasoning.isOff() && reasoning.includeThoughts().orElse(false)) {
            node.put("summary", "auto");
        }
        return node;
    }

    private static Effort effort(JsonView reasoning, String word) {
        for (Effort effort : Effort.values()) {
            if (word(effort).equals(word)) {
                return effort;
            }
        }
        throw reasoning
                .at("effort")
                .fault("'reasoning.effort' must be none, minimal, low, medium, high, xhigh or max.");
    }

    private static String word(Effort effort) {
        return effort.name().toLowerCase(Locale.ROOT);
    }
}

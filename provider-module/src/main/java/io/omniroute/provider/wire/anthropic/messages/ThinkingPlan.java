package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.Reasoning;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.Quirk;
import io.omniroute.provider.wire.WireTarget;
import java.util.Optional;

/**
 * Whether and how much the model thinks, and how many tokens the reply may have: a budget must leave room below
 * {@code max_tokens}, so the two are planned together.
 *
 * @param effort for {@code output_config}, only with ADAPTIVE
 * @param display whether thoughts are shown, where that differs from the model's default
 */
record ThinkingPlan(Mode mode, int budgetTokens, int maxTokens, Optional<String> effort, Optional<String> display) {
    /** What {@code thinking.type} is; UNSET leaves the field out. */
    enum Mode {
        UNSET,
        DISABLED,
        ENABLED,
        ADAPTIVE
    }

    private static final int LEAST_BUDGET = 1_024;
    /** Enough for any answer and within the limit of every current model, where the catalogue knows none. */
    private static final int DEFAULT_MAX_TOKENS = 32_000;
    /** Where a limit is known, this much is asked for by default: more costs nothing, but vendors reserve quota for it. */
    private static final int LARGEST_DEFAULT = 64_000;

    static ThinkingPlan of(ChatRequest request, WireTarget target, ArrayNode messages, Losses losses) {
        int maxTokens = maxTokens(request, target);
        if (request.reasoning().isEmpty()) {
            return without(Mode.UNSET, maxTokens);
        }
        Reasoning reasoning = request.reasoning().get();
        if (!target.reasoning()) {
            if (!reasoning.isOff()) {
                losses.add("reasoning");
            }
            return without(Mode.UNSET, maxTokens);
        }
        if (reasoning.isOff()) {
            return without(Mode.DISABLED, maxTokens);
        }
        if (target.has(Quirk.ADAPTIVE_THINKING)) {
            return adaptive(reasoning, maxTokens);
        }
        if (!mayThink(messages)) {
            losses.add("reasoning");
            return without(Mode.UNSET, maxTokens);
        }
        return budgeted(reasoning, request, maxTokens, target, losses);
    }

    boolean on() {
        return mode == Mode.ENABLED || mode == Mode.ADAPTIVE;
    }

    void write(ObjectNode body) {
        body.put("max_tokens", maxTokens);
        switch (mode) {
            case UNSET -> {
                // the model's default
            }
            case DISABLED -> body.putObject("thinking").put("type", "disabled");
            case ENABLED ->
                withDisplay(body.putObject("thinking").put("type", "enabled").put("budget_tokens", budgetTokens));
            case ADAPTIVE -> withDisplay(body.putObject("thinking").put("type", "adaptive"));
        }
        effort.ifPresent(word -> body.withObjectProperty("output_config").put("effort", word));
    }

    private void withDisplay(ObjectNode thinking) {
        display.ifPresent(word -> thinking.put("display", word));
    }

    private static ThinkingPlan without(Mode mode, int maxTokens) {
        return new ThinkingPlan(mode, 0, maxTokens, Optional.empty(), Optional.empty());
    }

    private static ThinkingPlan adaptive(Reasoning reasoning, int maxTokens) {
        boolean stated =
                reasoning.effort().isPresent() || reasoning.budgetTokens().isPresent();
        Optional<String> effort = stated ? Optional.of(word(reasoning.effortOrDerived())) : Optional.empty();
        // These models keep their thoughts to themselves unless asked.
        Optional<String> display = reasoning.includeThoughts().map(shown -> shown ? "summarized" : "omitted");
        return new ThinkingPlan(Mode.ADAPTIVE, 0, maxTokens, effort, display);
    }

    private static String word(Reasoning.Effort effort) {
        return switch (effort) {
            case NONE, MINIMAL, LOW -> "low";
            case MEDIUM -> "medium";
            case HIGH -> "high";
            case XHIGH -> "xhigh";
            case MAX -> "max";
        };
    }

    private static ThinkingPlan budgeted(
            Reasoning reasoning, ChatRequest request, int maxTokens, WireTarget target, Losses losses) {
        int cap = Math.max(
                target.maxOutputTokens().orElse(LARGEST_DEFAULT),
                target.maxOutputTokens().isPresent() ? 0 : maxTokens);
        int budget = Math.max(LEAST_BUDGET, reasoning.budgetOrDerived());
        int total = maxTokens;
        if (total <= budget) {
            // What the client asked for is meant for the answer, so the budget comes on top.
            total = (int)
                    Math.min(cap, (long) budget + request.maxOutputTokens().orElse(maxTokens));
            budget = total <= budget ? Math.max(LEAST_BUDGET, total / 2) : budget;
        }
        if (total <= budget) {
            losses.add("reasoning");
            return without(Mode.UNSET, maxTokens);
        }
        Optional<String> display =
                reasoning.includeThoughts().filter(shown -> !shown).map(hidden -> "omitted");
        return new ThinkingPlan(Mode.ENABLED, budget, total, Optional.empty(), display);
    }

    private static int maxTokens(ChatRequest request, WireTarget target) {
        int wanted = request.maxOutputTokens()
                .orElse(Math.min(LARGEST_DEFAULT, target.maxOutputTokens().orElse(DEFAULT_MAX_TOKENS)));
        // More than the model can write is refused, not cut.
        return Math.min(wanted, target.maxOutputTokens().orElse(Integer.MAX_VALUE));
    }

    /**
     * Anthropic Messages, extended thinking: with a budget, the answer cannot be prefilled, and within a tool loop the
     * last assistant turn must begin with its signed thinking, which a conversation from another vendor does not have.
     */
    private static boolean mayThink(ArrayNode messages) {
        JsonNode last = messages.get(messages.size() - 1);
        if (last.path("role").asText().equals("assistant")) {
            return false;
        }
        boolean inToolLoop = last.path("content").path(0).path("type").asText().equals("tool_result");
        if (!inToolLoop) {
            return true;
        }
        JsonNode call = messages.get(messages.size() - 2);
        String first = call.path("content").path(0).path("type").asText();
        return first.equals("thinking") || first.equals("redacted_thinking");
    }
}

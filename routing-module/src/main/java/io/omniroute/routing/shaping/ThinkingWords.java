package io.omniroute.routing.shaping;

import io.omniroute.provider.wire.WireFormat;
import java.util.List;

/**
 * Where a format's requests speak of thinking, each place a path of members. Vendors refuse requests that say it twice, such
 * as Gemini a level beside a budget.
 *
 * @param amounts whether and how much: what a policy decides
 * @param wishes objects that hold amounts beside other wishes about thoughts, such as whether they are shown
 */
record ThinkingWords(List<List<String>> amounts, List<List<String>> wishes) {
    /**
     * OpenAI's; OpenRouter's; DeepSeek's, GLM's and Kimi's, whose object means nothing without its type; Qwen's; vLLM's
     * templates; Google's behind its address for OpenAI's clients.
     */
    private static final ThinkingWords CHAT = new ThinkingWords(
            paths(
                    "reasoning_effort",
                    "reasoning.effort",
                    "reasoning.max_tokens",
                    "reasoning.enabled",
                    "thinking",
                    "enable_thinking",
                    "thinking_budget",
                    "chat_template_kwargs.enable_thinking",
                    "chat_template_kwargs.thinking",
                    "chat_template_kwargs.thinking_budget",
                    "chat_template_kwargs.reasoning_effort",
                    "extra_body.google.thinking_config.thinking_budget",
                    "extra_body.google.thinking_config.thinking_level"),
            paths("reasoning", "extra_body.google.thinking_config"));

    private static final ThinkingWords RESPONSES = new ThinkingWords(
            // OpenAI's; OpenRouter's
            paths("reasoning.effort", "reasoning.max_tokens", "reasoning.enabled"), paths("reasoning"));

    private static final ThinkingWords MESSAGES = new ThinkingWords(
            paths("thinking.type", "thinking.budget_tokens", "output_config.effort"), paths("thinking"));

    private static final ThinkingWords GENERATE = new ThinkingWords(
            paths("generationConfig.thinkingConfig.thinkingBudget", "generationConfig.thinkingConfig.thinkingLevel"),
            paths("generationConfig.thinkingConfig"));

    static ThinkingWords of(WireFormat format) {
        return switch (format) {
            case OPENAI_CHAT -> CHAT;
            case OPENAI_RESPONSES -> RESPONSES;
            case ANTHROPIC_MESSAGES -> MESSAGES;
            case GEMINI -> GENERATE;
        };
    }

    private static List<List<String>> paths(String... paths) {
        return List.of(paths).stream().map(path -> List.of(path.split("\\."))).toList();
    }
}

package io.omniroute.provider.wire;

/** Ways in which a vendor or model departs from its format's reference. Set by the catalogue, obeyed by writers. */
public enum Quirk {
    /** The target knows the developer role (OpenAI itself); elsewhere developer messages are written as system. */
    DEVELOPER_ROLE,
    /** OpenAI's own API: {@code max_completion_tokens} in place of {@code max_tokens}. */
    MAX_COMPLETION_TOKENS,
    /** GLM and ERNIE models ignore system messages: their text is merged into the first user message. */
    SYSTEM_IN_USER,
    /** Mistral: tool call ids are exactly nine alphanumerics. */
    NINE_CHARACTER_TOOL_IDS,
    /** Newest Anthropic models: thinking is {@code adaptive} with {@code output_config.effort}; budgets are refused. */
    ADAPTIVE_THINKING,
    /** Gemini 3: {@code thinkingLevel} in place of {@code thinkingBudget}, and signatures on function calls are demanded. */
    THINKING_LEVEL,
    /** Reasoning models of OpenAI refuse temperature, top_p and penalties. */
    NO_SAMPLING,
    /** The vendor has native structured output; without it a schema becomes an instruction. */
    STRUCTURED_OUTPUT,
    /** The vendor takes {@code reasoning_content} of earlier assistant turns back (DeepSeek tool loops, Kimi, GLM). */
    REASONING_CONTENT,
    /** An OpenAI format's vendor takes Anthropic's {@code cache_control} on content parts and tools (OpenRouter). */
    CACHE_MARKS
}

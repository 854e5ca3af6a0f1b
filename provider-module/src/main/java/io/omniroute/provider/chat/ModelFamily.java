package io.omniroute.provider.chat;

/**
 * Who signed a piece of reasoning. A signature or an encrypted reasoning item is only ever sent back to the family that
 * made it; a foreign one is refused by the vendor (Anthropic: 400 "Invalid signature in thinking block").
 */
public enum ModelFamily {
    ANTHROPIC,
    GEMINI,
    OPENAI,
    /** Unsigned plain reasoning text, as sent by vendors that speak OpenAI chat with {@code reasoning_content}. */
    UNSIGNED
}

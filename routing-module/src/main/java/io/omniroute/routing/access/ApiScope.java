package io.omniroute.routing.access;

/** A family of endpoints that a key may be confined to. */
public enum ApiScope {
    CHAT,
    RESPONSES,
    MESSAGES,
    GEMINI,
    MODELS,
    /** Counting tokens, of Anthropic's and of Gemini's kind. */
    COUNT
}

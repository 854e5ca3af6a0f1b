package io.omniroute.provider.chat;

/** Why a reply ended; the table of every format's word for it is in {@code docs/wire}. */
public enum FinishReason {
    STOP,
    /** One of the caller's stop sequences was met; formats without a word for it say STOP. */
    STOP_SEQUENCE,
    LENGTH,
    TOOL_CALLS,
    /** Withheld by a filter or refused by the model. */
    CONTENT_FILTER,
    /** A long turn was paused by the vendor (Anthropic {@code pause_turn}). */
    PAUSED
}

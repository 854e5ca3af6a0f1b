package io.omniroute.provider.wire.anthropic.messages;

import io.omniroute.provider.chat.FinishReason;

/** The words for why a reply ended, both ways. */
final class StopReasons {
    private StopReasons() {}

    /** @param called whether the reply holds a tool call; @param refused whether it holds a refusal */
    static String write(FinishReason reason, boolean called, boolean refused) {
        return switch (reason) {
            // Some vendors finish with "stop" although they call tools; a client that goes by the stop reason
            // would never run them.
            case STOP, TOOL_CALLS -> refused ? "refusal" : called ? "tool_use" : "end_turn";
            case STOP_SEQUENCE -> "stop_sequence";
            case LENGTH -> "max_tokens";
            case CONTENT_FILTER -> "refusal";
            case PAUSED -> "pause_turn";
        };
    }

    /** @param word may be unknown, from vendors that only resemble Anthropic; then the content decides */
    static FinishReason read(String word, boolean called) {
        return switch (word) {
            case "end_turn" -> FinishReason.STOP;
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "stop_sequence" -> FinishReason.STOP_SEQUENCE;
            case "tool_use" -> FinishReason.TOOL_CALLS;
            case "pause_turn" -> FinishReason.PAUSED;
            case "refusal" -> FinishReason.CONTENT_FILTER;
            default -> called ? FinishReason.TOOL_CALLS : FinishReason.STOP;
        };
    }
}

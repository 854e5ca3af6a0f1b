package io.omniroute.provider.wire.gemini.generate;

import io.omniroute.provider.chat.FinishReason;

/** {@code finishReason} in both directions (formats: Gemini has no word for tool calls, they end with STOP). */
final class FinishWords {
    private FinishWords() {}

    /** @param refused OpenAI's refusals end like any answer; only the finish reason can tell a Gemini client of them */
    static String write(FinishReason reason, boolean refused) {
        return switch (reason) {
            case STOP, STOP_SEQUENCE, TOOL_CALLS, PAUSED -> refused ? "SAFETY" : "STOP";
            case LENGTH -> "MAX_TOKENS";
            case CONTENT_FILTER -> "SAFETY";
        };
    }

    /** A word that is not known counts as an ordinary end: Google adds words faster than gateways are updated. */
    static FinishReason read(String word, boolean calledTools) {
        return switch (word) {
            case "MAX_TOKENS" -> FinishReason.LENGTH;
            case "SAFETY",
                    "RECITATION",
                    "LANGUAGE",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION" -> FinishReason.CONTENT_FILTER;
            default -> calledTools ? FinishReason.TOOL_CALLS : FinishReason.STOP;
        };
    }
}

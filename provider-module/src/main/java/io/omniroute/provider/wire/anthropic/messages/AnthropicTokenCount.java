package io.omniroute.provider.wire.anthropic.messages;

import io.omniroute.provider.wire.Json;

/** The answer of {@code /v1/messages/count_tokens}. */
public final class AnthropicTokenCount {
    private AnthropicTokenCount() {}

    /** UTF-8 JSON, {@code {"input_tokens": n}}. */
    public static byte[] write(long inputTokens) {
        return Json.bytes(Json.object().put("input_tokens", inputTokens));
    }
}

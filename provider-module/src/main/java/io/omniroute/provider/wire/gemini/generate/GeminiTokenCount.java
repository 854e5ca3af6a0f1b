package io.omniroute.provider.wire.gemini.generate;

import io.omniroute.provider.wire.Json;

/** The answer of {@code countTokens}. */
public final class GeminiTokenCount {
    private GeminiTokenCount() {}

    /** {@code {"totalTokens": n}} as UTF-8 JSON. */
    public static byte[] write(long totalTokens) {
        return Json.bytes(Json.object().put("totalTokens", totalTokens));
    }
}

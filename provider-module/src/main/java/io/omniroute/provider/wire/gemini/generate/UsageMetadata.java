package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Json;

/**
 * {@code usageMetadata} in both directions. Gemini counts thoughts apart from {@code candidatesTokenCount} and a hosted
 * tool's prompt apart from {@code promptTokenCount}; the canonical model has them inside output and input.
 */
final class UsageMetadata {
    private UsageMetadata() {}

    static Usage read(JsonNode metadata) {
        long input = count(metadata, "promptTokenCount") + count(metadata, "toolUsePromptTokenCount");
        long thoughts = count(metadata, "thoughtsTokenCount");
        long output = count(metadata, "candidatesTokenCount") + thoughts;
        long cached = Math.min(input, count(metadata, "cachedContentTokenCount"));
        return new Usage(input, cached, 0, output, thoughts, false, 0, Usage.Tier.STANDARD);
    }

    static ObjectNode write(Usage usage) {
        ObjectNode metadata = Json.object()
                .put("promptTokenCount", usage.inputTokens())
                .put("candidatesTokenCount", Math.max(0, usage.outputTokens() - usage.reasoningTokens()))
                .put("totalTokenCount", usage.totalTokens());
        if (usage.cachedTokens() > 0) {
            metadata.put("cachedContentTokenCount", usage.cachedTokens());
        }
        if (usage.reasoningTokens() > 0) {
            metadata.put("thoughtsTokenCount", usage.reasoningTokens());
        }
        return metadata;
    }

    private static long count(JsonNode metadata, String field) {
        return Math.max(0, metadata.path(field).asLong(0));
    }
}

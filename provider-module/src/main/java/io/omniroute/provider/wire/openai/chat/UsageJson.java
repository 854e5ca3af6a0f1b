package io.omniroute.provider.wire.openai.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Json;
import java.util.Optional;

/** The {@code usage} object, in the dialects vendors speak. */
final class UsageJson {
    /** No reply has more tokens; a vendor's nonsense must not overflow our sums. */
    private static final long MOST = 1L << 40;

    private UsageJson() {}

    /** Finds it in a whole answer or a chunk: at the top, in {@code x_groq} (Groq) or in a choice (Kimi). */
    static Optional<Usage> find(JsonNode reply) {
        return counted(reply).map(usage -> usage.at(tier(reply)));
    }

    /** OpenAI, flex processing: tokens are charged at the rates of the Batch API. */
    private static Usage.Tier tier(JsonNode reply) {
        return switch (reply.path("service_tier").asText()) {
            case "flex", "batch" -> Usage.Tier.BATCH;
            default -> Usage.Tier.STANDARD;
        };
    }

    private static Optional<Usage> counted(JsonNode reply) {
        if (reply.path("usage").isObject()) {
            return Optional.of(read(reply.get("usage")));
        }
        if (reply.path("x_groq").path("usage").isObject()) {
            return Optional.of(read(reply.get("x_groq").get("usage")));
        }
        for (JsonNode choice : reply.path("choices")) {
            if (choice.path("usage").isObject()) {
                return Optional.of(read(choice.get("usage")));
            }
        }
        return Optional.empty();
    }

    private static Usage read(JsonNode usage) {
        long input = count(usage, "prompt_tokens");
        long output = count(usage, "completion_tokens");
        JsonNode promptDetails = usage.path("prompt_tokens_details");
        // DeepSeek: prompt_cache_hit_tokens; Kimi: cached_tokens at the top
        long cached = firstCount(
                count(promptDetails, "cached_tokens"),
                count(usage, "prompt_cache_hit_tokens"),
                count(usage, "cached_tokens"));
        long written =
                firstCount(count(promptDetails, "cache_write_tokens"), count(usage, "cache_creation_input_tokens"));
        long reasoning = firstCount(
                count(usage.path("completion_tokens_details"), "reasoning_tokens"), count(usage, "reasoning_tokens"));
        // xAI counts reasoning beside completion_tokens, everybody else inside
        if (reasoning > 0 && count(usage, "total_tokens") == input + output + reasoning) {
            output += reasoning;
        }
        return new Usage(input, Math.min(cached, input), written, output, reasoning, false, 0, Usage.Tier.STANDARD);
    }

    static ObjectNode write(Usage usage) {
        ObjectNode json = Json.object()
                .put("prompt_tokens", usage.inputTokens())
                .put("completion_tokens", usage.outputTokens())
                .put("total_tokens", usage.totalTokens());
        ObjectNode prompt = json.putObject("prompt_tokens_details").put("cached_tokens", usage.cachedTokens());
        if (usage.cacheWriteTokens() > 0) {
            prompt.put("cache_write_tokens", usage.cacheWriteTokens());
        }
        json.putObject("completion_tokens_details").put("reasoning_tokens", usage.reasoningTokens());
        return json;
    }

    private static long count(JsonNode node, String field) {
        return Math.max(0, Math.min(MOST, node.path(field).asLong(0)));
    }

    private static long firstCount(long... counts) {
        for (long count : counts) {
            if (count > 0) {
                return count;
            }
        }
        return 0;
    }
}

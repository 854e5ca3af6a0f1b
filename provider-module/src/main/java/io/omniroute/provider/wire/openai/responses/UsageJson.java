package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Json;
import java.util.Optional;

/** The {@code usage} object; input includes cached tokens, output includes reasoning, as in the canonical model. */
final class UsageJson {
    private UsageJson() {}

    static ObjectNode write(Usage usage) {
        ObjectNode node = Json.object().put("input_tokens", usage.inputTokens());
        node.putObject("input_tokens_details")
                .put("cached_tokens", usage.cachedTokens())
                .put("cache_write_tokens", usage.cacheWriteTokens());
        node.put("output_tokens", usage.outputTokens());
        node.putObject("output_tokens_details").put("reasoning_tokens", usage.reasoningTokens());
        return node.put("total_tokens", usage.totalTokens());
    }

    /** The usage of a response object; empty when the vendor reported none. */
    static Optional<Usage> read(JsonNode response) {
        JsonNode usage = response.path("usage");
        if (!usage.isObject()) {
            return Optional.empty();
        }
        JsonNode input = usage.path("input_tokens_details");
        return Optional.of(new Usage(
                        count(usage, "input_tokens"),
                        count(input, "cached_tokens"),
                        count(input, "cache_write_tokens"),
                        count(usage, "output_tokens"),
                        count(usage.path("output_tokens_details"), "reasoning_tokens"),
                        false,
                        0,
                        Usage.Tier.STANDARD)
                .at(tier(response)));
    }

    /** OpenAI, flex processing: tokens are charged at the rates of the Batch API. */
    private static Usage.Tier tier(JsonNode response) {
        return switch (response.path("service_tier").asText()) {
            case "flex", "batch" -> Usage.Tier.BATCH;
            default -> Usage.Tier.STANDARD;
        };
    }

    private static long count(JsonNode node, String field) {
        return Math.max(0, node.path(field).asLong(0));
    }
}

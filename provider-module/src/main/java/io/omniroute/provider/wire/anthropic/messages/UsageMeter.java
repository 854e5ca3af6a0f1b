package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.Usage;
import java.util.Optional;

/**
 * Puts together the usage of {@code message_start} and {@code message_delta}. Counts are cumulative, so a later one
 * replaces an earlier one; vendors that know a count in only one of the two places send 0 in the other, so 0 never
 * replaces. Confined to one reply.
 */
final class UsageMeter {
    private long input;
    private long cacheRead;
    private long cacheWrite;
    private long hourCacheWrite;
    private Usage.Tier tier = Usage.Tier.STANDARD;
    private long output;
    private boolean seen;

    /** @param usage a usage object; anything else says nothing */
    void accept(JsonNode usage) {
        if (!usage.isObject() || usage.isEmpty()) {
            return;
        }
        seen = true;
        input = later(input, usage.path("input_tokens"));
        cacheRead = later(cacheRead, usage.path("cache_read_input_tokens"));
        cacheWrite = later(cacheWrite, cacheWrites(usage));
        hourCacheWrite = later(hourCacheWrite, usage.path("cache_creation").path("ephemeral_1h_input_tokens"));
        if (usage.path("service_tier").asText().equals("batch")) {
            tier = Usage.Tier.BATCH;
        }
        output = later(output, usage.path("output_tokens"));
    }

    /** Empty when the vendor has said nothing. */
    Optional<Usage> usage() {
        if (!seen) {
            return Optional.empty();
        }
        // Anthropic Messages, usage: input_tokens counts only what was neither read from nor written to the cache
        return Optional.of(new Usage(
                input + cacheRead + cacheWrite,
                cacheRead,
                cacheWrite,
                output,
                0,
                false,
                Math.min(hourCacheWrite, cacheWrite),
                tier));
    }

    private static long cacheWrites(JsonNode usage) {
        JsonNode total = usage.path("cache_creation_input_tokens");
        if (total.isNumber()) {
            return total.longValue();
        }
        JsonNode byAge = usage.path("cache_creation");
        return byAge.path("ephemeral_5m_input_tokens").asLong()
                + byAge.path("ephemeral_1h_input_tokens").asLong();
    }

    private static long later(long before, JsonNode count) {
        return later(before, count.isNumber() ? count.longValue() : 0);
    }

    private static long later(long before, long count) {
        return count > 0 ? Math.min(count, Integer.MAX_VALUE) : before;
    }
}

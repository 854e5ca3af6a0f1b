package io.omniroute.provider.chat;

import java.util.Objects;

/**
 * Tokens of one call.
 *
 * @param inputTokens all prompt tokens, cached and cache-written ones included
 * @param cachedTokens prompt tokens read from the vendor's cache, at most {@code inputTokens}
 * @param cacheWriteTokens prompt tokens written to the vendor's cache
 * @param outputTokens all produced tokens, reasoning included
 * @param reasoningTokens produced while thinking, at most {@code outputTokens} where the vendor is consistent
 * @param estimated true when the vendor reported nothing and the figures were guessed from lengths
 * @param hourCacheWriteTokens those of {@code cacheWriteTokens} that the vendor keeps for an hour rather than minutes
 * @param tier at whose prices the vendor charges
 */
public record Usage(
        long inputTokens,
        long cachedTokens,
        long cacheWriteTokens,
        long outputTokens,
        long reasoningTokens,
        boolean estimated,
        long hourCacheWriteTokens,
        Tier tier) {
    /** How urgent the vendor took the call to be. */
    public enum Tier {
        STANDARD,
        /** Answered when there is room, at a discount: Anthropic's batches, OpenAI's batch and flex. */
        BATCH
    }

    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, false, 0, Usage.Tier.STANDARD);

    public Usage {
        if (inputTokens < 0 || cachedTokens < 0 || cacheWriteTokens < 0 || outputTokens < 0 || reasoningTokens < 0) {
            throw new IllegalArgumentException("token counts cannot be negative");
        }
        if (hourCacheWriteTokens < 0 || hourCacheWriteTokens > cacheWriteTokens) {
            throw new IllegalArgumentException("cache writes for an hour are a part of all cache writes");
        }
        Objects.requireNonNull(tier, "tier");
    }

    public static Usage of(long inputTokens, long outputTokens) {
        return new Usage(inputTokens, 0, 0, outputTokens, 0, false, 0, Usage.Tier.STANDARD);
    }

    /** The same tokens, charged at another tier. */
    public Usage at(Tier charged) {
        return new Usage(
                inputTokens,
                cachedTokens,
                cacheWriteTokens,
                outputTokens,
                reasoningTokens,
                estimated,
                hourCacheWriteTokens,
                charged);
    }

    public long totalTokens() {
        return inputTokens + outputTokens;
    }
}

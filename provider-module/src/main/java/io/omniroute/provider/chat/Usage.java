package io.omniroute.provider.chat;

/**
 * Tokens of one call.
 *
 * @param inputTokens all prompt tokens, cached and cache-written ones included
 * @param cachedTokens prompt tokens read from the vendor's cache, at most {@code inputTokens}
 * @param cacheWriteTokens prompt tokens written to the vendor's cache
 * @param outputTokens all produced tokens, reasoning included
 * @param reasoningTokens produced while thinking, at most {@code outputTokens} where the vendor is consistent
 * @param estimated true when the vendor reported nothing and the figures were guessed from lengths
 */
public record Usage(
        long inputTokens,
        long cachedTokens,
        long cacheWriteTokens,
        long outputTokens,
        long reasoningTokens,
        boolean estimated) {
    public static final Usage NONE = new Usage(0, 0, 0, 0, 0, false);

    public Usage {
        if (inputTokens < 0 || cachedTokens < 0 || cacheWriteTokens < 0 || outputTokens < 0 || reasoningTokens < 0) {
            throw new IllegalArgumentException("token counts cannot be negative");
        }
    }

    public static Usage of(long inputTokens, long outputTokens) {
        return new Usage(inputTokens, 0, 0, outputTokens, 0, false);
    }

    public long totalTokens() {
        return inputTokens + outputTokens;
    }
}

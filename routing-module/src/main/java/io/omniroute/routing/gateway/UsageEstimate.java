package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.TokenEstimate;

/** A guess at the usage of a call whose vendor reported none, or not all of it; marked as one. */
final class UsageEstimate {
    private static final int BYTES_PER_TOKEN = 4;

    private UsageEstimate() {}

    /** @param outputBytes of visible output */
    static Usage of(PreparedCall prepared, long outputBytes) {
        return new Usage(inputTokens(prepared), 0, 0, tokens(outputBytes), 0, true, 0, Usage.Tier.STANDARD);
    }

    /**
     * Of an answer that was broken off. Anthropic counts the output at the end only and begins with a token or so; whoever left
     * early would be charged for that. A count that is not far below the guess is better than the guess.
     *
     * @param told the last that the vendor said
     */
    static Usage soFar(Usage told, long outputBytes) {
        long guess = tokens(outputBytes);
        if (guess <= 2 * told.outputTokens()) {
            return told;
        }
        return new Usage(
                told.inputTokens(),
                told.cachedTokens(),
                told.cacheWriteTokens(),
                guess,
                told.reasoningTokens(),
                true,
                told.hourCacheWriteTokens(),
                told.tier());
    }

    /** What so many bytes of visible output come to. */
    static long tokens(long outputBytes) {
        return (outputBytes + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
    }

    private static long inputTokens(PreparedCall prepared) {
        try {
            return TokenEstimate.inputTokens(prepared.canonical());
        } catch (GatewayException e) {
            return 0; // a body that only its own vendor understands; it passed through unread
        }
    }
}

package io.omniroute.routing.usage;

import java.math.BigDecimal;

/** @param key the model, provider, key id, connection id or ISO day that was summed by; empty for the grand total */
public record UsageSum(
        String key,
        long requests,
        long errors,
        long inputTokens,
        long cachedTokens,
        long cacheWriteTokens,
        long outputTokens,
        long reasoningTokens,
        BigDecimal costUsd,
        BigDecimal savedUsd) {}

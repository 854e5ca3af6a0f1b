package io.omniroute.routing.cache;

import java.math.BigDecimal;

/**
 * What the cache did since this process began or the cache was cleared.
 *
 * @param savedTokens that vendors would have been asked to read and write
 */
public record CacheStats(
        long entries, long bytes, long hits, long misses, long evictions, long savedTokens, BigDecimal savedUsd) {}

package io.omniroute.provider.catalog;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * What a model costs, US dollars per million tokens, none negative.
 *
 * @param cached for prompt tokens read from the cache; absent means the input price
 * @param cacheWrite for prompt tokens written to the cache; absent means the input price
 * @param reasoning for reasoning tokens; absent means the output price
 * @param hourCacheWrite for prompt tokens that the vendor's cache keeps for an hour; absent means the price of other writes
 * @param batchShare what a call of the batch tier pays of all these, above 0 and at most 1; absent means all of it
 */
public record Price(
        BigDecimal input,
        BigDecimal output,
        Optional<BigDecimal> cached,
        Optional<BigDecimal> cacheWrite,
        Optional<BigDecimal> reasoning,
        Optional<BigDecimal> hourCacheWrite,
        Optional<BigDecimal> batchShare) {
    public Price {
        requireNotNegative(input, "input");
        requireNotNegative(output, "output");
        cached.ifPresent(price -> requireNotNegative(price, "cached"));
        cacheWrite.ifPresent(price -> requireNotNegative(price, "cache_creation"));
        reasoning.ifPresent(price -> requireNotNegative(price, "reasoning"));
        hourCacheWrite.ifPresent(price -> requireNotNegative(price, "cache_creation_1h"));
        if (batchShare
                .filter(share -> share.signum() <= 0 || share.compareTo(BigDecimal.ONE) > 0)
                .isPresent()) {
            throw new IllegalArgumentException("batch must be above 0 and at most 1");
        }
    }

    /** Of a vendor that has one price for cache writes and no batches. */
    public Price(
            BigDecimal input,
            BigDecimal output,
            Optional<BigDecimal> cached,
            Optional<BigDecimal> cacheWrite,
            Optional<BigDecimal> reasoning) {
        this(input, output, cached, cacheWrite, reasoning, Optional.empty(), Optional.empty());
    }

    private static void requireNotNegative(BigDecimal price, String name) {
        Objects.requireNonNull(price, name);
        if (price.signum() < 0) {
            throw new IllegalArgumentException(name + " must not be negative");
        }
    }
}

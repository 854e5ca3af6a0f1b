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
 */
public record Price(
        BigDecimal input,
        BigDecimal output,
        Optional<BigDecimal> cached,
        Optional<BigDecimal> cacheWrite,
        Optional<BigDecimal> reasoning) {
    public Price {
        requireNotNegative(input, "input");
        requireNotNegative(output, "output");
        cached.ifPresent(price -> requireNotNegative(price, "cached"));
        cacheWrite.ifPresent(price -> requireNotNegative(price, "cache_creation"));
        reasoning.ifPresent(price -> requireNotNegative(price, "reasoning"));
    }

    private static void requireNotNegative(BigDecimal price, String name) {
        Objects.requireNonNull(price, name);
        if (price.signum() < 0) {
            throw new IllegalArgumentException(name + " must not be negative");
        }
    }
}

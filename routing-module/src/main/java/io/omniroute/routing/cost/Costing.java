package io.omniroute.routing.cost;

import io.omniroute.provider.catalog.Price;
import io.omniroute.provider.chat.Usage;
import java.math.BigDecimal;

/** The arithmetic of a bill. Pure and exact: no rounding anywhere. */
public final class Costing {
    private static final int MILLION = 6;

    private Costing() {}

    /**
     * Every token is charged once: cached and cache-written ones are taken out of the input, reasoning out of the
     * output. A vendor whose parts exceed the whole is charged for the parts it named.
     */
    public static Cost of(Usage usage, Price price) {
        long freshInput = Math.max(0, usage.inputTokens() - usage.cachedTokens() - usage.cacheWriteTokens());
        long plainOutput = Math.max(0, usage.outputTokens() - usage.reasoningTokens());
        BigDecimal share = share(usage.tier(), price);
        BigDecimal cacheWrite = price.cacheWrite().orElse(price.input());
        BigDecimal cacheWrites = perMillion(usage.cacheWriteTokens() - usage.hourCacheWriteTokens(), cacheWrite)
                .add(perMillion(
                        usage.hourCacheWriteTokens(), price.hourCacheWrite().orElse(cacheWrite)));
        return new Cost(
                dollars(perMillion(freshInput, price.input()), share),
                dollars(perMillion(usage.cachedTokens(), price.cached().orElse(price.input())), share),
                dollars(cacheWrites, share),
                dollars(perMillion(plainOutput, price.output()), share),
                dollars(perMillion(usage.reasoningTokens(), price.reasoning().orElse(price.output())), share));
    }

    private static BigDecimal share(Usage.Tier tier, Price price) {
        return switch (tier) {
            case STANDARD -> BigDecimal.ONE;
            case BATCH -> price.batchShare().orElse(BigDecimal.ONE);
        };
    }

    private static BigDecimal perMillion(long tokens, BigDecimal price) {
        return price.multiply(BigDecimal.valueOf(tokens));
    }

    private static BigDecimal dollars(BigDecimal millionths, BigDecimal share) {
        BigDecimal exact = millionths.multiply(share).movePointLeft(MILLION).stripTrailingZeros();
        // a negative scale (1E+2) would survive into JSON
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }
}

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
        return new Cost(
                dollars(freshInput, price.input()),
                dollars(usage.cachedTokens(), price.cached().orElse(price.input())),
                dollars(usage.cacheWriteTokens(), price.cacheWrite().orElse(price.input())),
                dollars(plainOutput, price.output()),
                dollars(usage.reasoningTokens(), price.reasoning().orElse(price.output())));
    }

    private static BigDecimal dollars(long tokens, BigDecimal perMillion) {
        BigDecimal exact = perMillion
                .multiply(BigDecimal.valueOf(tokens))
                .movePointLeft(MILLION)
                .stripTrailingZeros();
        // a negative scale (1E+2) would survive into JSON
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }
}

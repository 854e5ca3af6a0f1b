package io.omniroute.routing.cost;

import java.math.BigDecimal;
import java.util.Objects;

/** What one call cost by kind of token, in exact US dollars. */
public record Cost(
        BigDecimal input, BigDecimal cached, BigDecimal cacheWrite, BigDecimal output, BigDecimal reasoning) {
    public static final Cost ZERO =
            new Cost(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    public Cost {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(cached, "cached");
        Objects.requireNonNull(cacheWrite, "cacheWrite");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(reasoning, "reasoning");
    }

    public BigDecimal total() {
        return input.add(cached).add(cacheWrite).add(output).add(reasoning);
    }
}

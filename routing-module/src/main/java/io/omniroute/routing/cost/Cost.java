package io.omniroute.routing.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

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

    /** Decimals that the ledger keeps of an amount: a millionth of a millionth of a dollar. */
    public static final int SCALE = 12;

    public Cost plus(Cost other) {
        return combined(other, BigDecimal::add);
    }

    public Cost minus(Cost other) {
        return combined(other, BigDecimal::subtract);
    }

    /** As the ledger keeps it. */
    public Cost rounded() {
        return combined(ZERO, (amount, zero) -> amount.setScale(SCALE, RoundingMode.HALF_UP));
    }

    public boolean isZero() {
        return Stream.of(input, cached, cacheWrite, output, reasoning).allMatch(amount -> amount.signum() == 0);
    }

    public BigDecimal total() {
        return input.add(cached).add(cacheWrite).add(output).add(reasoning);
    }

    private Cost combined(Cost other, BinaryOperator<BigDecimal> by) {
        return new Cost(
                by.apply(input, other.input),
                by.apply(cached, other.cached),
                by.apply(cacheWrite, other.cacheWrite),
                by.apply(output, other.output),
                by.apply(reasoning, other.reasoning));
    }
}

package io.omniroute.routing.spending;

import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetPeriod;
import java.math.BigDecimal;

/**
 * How far a budget is used up.
 *
 * @param spentUsd settled calls of the running period
 * @param reservedUsd what running calls may still cost
 */
public record BudgetState(Budget budget, BudgetPeriod.Span span, BigDecimal spentUsd, BigDecimal reservedUsd) {
    /** How bad it is. */
    public enum Level {
        OK,
        WARNING,
        EXHAUSTED
    }

    public Level level() {
        if (spentUsd.compareTo(budget.limitUsd()) >= 0) {
            return Level.EXHAUSTED;
        }
        return spentUsd.compareTo(budget.warningUsd()) >= 0 ? Level.WARNING : Level.OK;
    }

    public BigDecimal remainingUsd() {
        return budget.limitUsd().subtract(spentUsd).subtract(reservedUsd).max(BigDecimal.ZERO);
    }
}

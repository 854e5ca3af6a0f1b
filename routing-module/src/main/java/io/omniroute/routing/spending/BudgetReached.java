package io.omniroute.routing.spending;

import io.omniroute.routing.budget.Budget;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * A budget's spending passed its warning threshold, or its limit. Fired once a period for each.
 *
 * @param exhausted whether it was the limit
 */
public record BudgetReached(Budget budget, BigDecimal spentUsd, boolean exhausted, Instant at) {
    public BudgetReached {
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(spentUsd, "spentUsd");
        Objects.requireNonNull(at, "at");
    }
}

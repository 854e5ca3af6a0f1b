package io.omniroute.routing.budget;

import java.math.BigDecimal;

/** Adds up in the database what was spent. Never called on the road of a call. */
public interface SpentSums {
    /** All that the ledger holds against a budget in a period, corrections included. */
    BigDecimal spent(Budget budget, BudgetPeriod.Span span);
}

package io.omniroute.routing.spending;

import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetPeriod;
import java.math.BigDecimal;
import java.time.Instant;

/** What was spent and what is reserved against one budget. Guarded by the lock of {@link Spending}. */
final class BudgetMeter {
    private Budget budget;
    private BudgetPeriod.Span span;
    private BigDecimal spent = BigDecimal.ZERO;
    private BigDecimal reserved = BigDecimal.ZERO;
    private BudgetState.Level told = BudgetState.Level.OK;
    private boolean summedUp;

    BudgetMeter(Budget budget, Instant now) {
        this.budget = budget;
        this.span = budget.around(now);
    }

    /** The budget may have been edited, and its period may be over. What running calls reserved stays reserved. */
    void follow(Budget current, Instant now) {
        boolean otherPeriods = budget.period() != current.period()
                || !budget.zone().equals(current.zone())
                || !budget.target().equals(current.target())
                || budget.scope() != current.scope();
        if (!current.equals(budget)) {
            told = BudgetState.Level.OK; // another limit or threshold may be passed anew
            budget = current;
        }
        if (otherPeriods || !span.contains(now)) {
            span = current.around(now);
            spent = BigDecimal.ZERO;
            told = BudgetState.Level.OK;
            summedUp = false;
        }
    }

    /**
     * Whether a call that may cost this much still fits: exactly to the limit is fine. A call that is all alone may begin
     * whatever it may cost, as long as anything is left: its worst case is seldom its price, and without this a budget
     * smaller than one worst case could never be used.
     */
    boolean fits(BigDecimal estimate) {
        boolean alone = reserved.signum() == 0 && spent.compareTo(budget.limitUsd()) < 0;
        return alone || spent.add(reserved).add(estimate).compareTo(budget.limitUsd()) <= 0;
    }

    void reserve(BigDecimal estimate) {
        reserved = reserved.add(estimate);
    }

    void release(BigDecimal estimate) {
        reserved = reserved.subtract(estimate);
    }

    void spend(BigDecimal cost, Instant when) {
        if (span.contains(when)) {
            spent = spent.add(cost);
        }
    }

    /** @param total all that the ledger and the journal hold for this span */
    void sumUp(BigDecimal total) {
        spent = total;
        summedUp = true;
    }

    boolean summedUp() {
        return summedUp;
    }

    Budget budget() {
        return budget;
    }

    BudgetPeriod.Span span() {
        return span;
    }

    BudgetState state() {
        return new BudgetState(budget, span, spent, reserved);
    }

    /** True the first time a level is reached in a period. */
    boolean tells(BudgetState.Level level) {
        boolean worse = level.compareTo(told) > 0;
        if (worse) {
            told = level;
        }
        return worse;
    }
}

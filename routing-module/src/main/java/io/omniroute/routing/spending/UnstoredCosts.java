package io.omniroute.routing.spending;

import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetPeriod;
import io.omniroute.routing.budget.Payer;
import io.omniroute.routing.budget.QuarterHour;
import io.omniroute.routing.usage.UsageRecord;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What settled calls cost whose records have not reached the ledger, added up by payer and quarter of an hour, so that it
 * stays small however long the database is away. Guarded by the lock of {@link Spending}.
 */
final class UnstoredCosts {
    private record Slot(Payer payer, long quarter) {}

    private final Map<Slot, BigDecimal> costs = new HashMap<>();

    static Payer payer(UsageRecord usage) {
        return new Payer(usage.apiKeyId().map(UUID::toString), usage.keyGroup(), usage.provider());
    }

    void add(UsageRecord usage) {
        change(usage, usage.cost().total());
    }

    void remove(UsageRecord usage) {
        change(usage, usage.cost().total().negate());
    }

    BigDecimal sum(Budget budget, BudgetPeriod.Span span) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map.Entry<Slot, BigDecimal> entry : costs.entrySet()) {
            Slot slot = entry.getKey();
            if (budget.covers(slot.payer()) && span.contains(QuarterHour.begin(slot.quarter()))) {
                sum = sum.add(entry.getValue());
            }
        }
        return sum;
    }

    private void change(UsageRecord usage, BigDecimal cost) {
        if (cost.signum() != 0) {
            Slot slot = new Slot(payer(usage), QuarterHour.of(usage.time()));
            BigDecimal sum = costs.getOrDefault(slot, BigDecimal.ZERO).add(cost);
            if (sum.signum() == 0) {
                costs.remove(slot);
            } else {
                costs.put(slot, sum);
            }
        }
    }
}

package io.omniroute.persistence.budget;

import io.omniroute.persistence.jpa.Amounts;
import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetPeriod;
import io.omniroute.routing.budget.QuarterHour;
import io.omniroute.routing.budget.SpentSums;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;

/** Adds up what records and corrections of the ledger cost, from the sums of their quarters of an hour. */
@ApplicationScoped
@Transactional
public class JpaSpentSums implements SpentSums {
    private static final String SUM = "select sum(total_cost) from spent_amount"
            + " where budget_scope = ?1 and target = ?2 and quarter_hour >= ?3 and quarter_hour < ?4";

    private final EntityManager entities;

    @Inject
    public JpaSpentSums(EntityManager entities) {
        this.entities = entities;
    }

    protected JpaSpentSums() {
        this(null); // for the CDI proxy
    }

    @Override
    public BigDecimal spent(Budget budget, BudgetPeriod.Span span) {
        Object sum = entities.createNativeQuery(SUM)
                .setParameter(1, budget.scope().name())
                .setParameter(2, budget.target())
                .setParameter(3, QuarterHour.of(span.from()))
                .setParameter(4, QuarterHour.of(span.to()))
                .getSingleResult();
        return sum == null ? BigDecimal.ZERO : Amounts.value((BigDecimal) sum);
    }
}

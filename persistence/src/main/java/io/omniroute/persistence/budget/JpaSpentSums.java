package io.omniroute.persistence.budget;

import io.omniroute.persistence.jpa.Amounts;
import io.omniroute.persistence.jpa.Times;
import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetPeriod;
import io.omniroute.routing.budget.BudgetScope;
import io.omniroute.routing.budget.SpentSums;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;

/** Adds up the ledger's records and their corrections. */
@ApplicationScoped
@Transactional
public class JpaSpentSums implements SpentSums {
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
        return sum("usage_record", budget, span).add(sum("usage_correction", budget, span));
    }

    private BigDecimal sum(String table, Budget budget, BudgetPeriod.Span span) {
        Object sum = entities.createNativeQuery("select sum(total_cost) from " + table + " where "
                        + column(budget.scope()) + " = ?1 and occurred_at >= ?2 and occurred_at < ?3")
                .setParameter(1, budget.target())
                .setParameter(2, Times.column(span.from()))
                .setParameter(3, Times.column(span.to()))
                .getSingleResult();
        return sum == null ? BigDecimal.ZERO : Amounts.value((BigDecimal) sum);
    }

    private static String column(BudgetScope scope) {
        return switch (scope) {
            case KEY -> "api_key_id";
            case GROUP -> "key_group";
            case PROVIDER -> "provider";
        };
    }
}

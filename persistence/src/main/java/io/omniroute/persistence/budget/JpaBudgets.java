package io.omniroute.persistence.budget;

import io.omniroute.persistence.jpa.JpaStore;
import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetId;
import io.omniroute.routing.budget.Budgets;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Map;

/** Keeps budgets in the database. */
@ApplicationScoped
@Transactional
public class JpaBudgets extends JpaStore<BudgetId, Budget, BudgetEntity> implements Budgets {
    private static final String ALL = "select b from BudgetEntity b order by b.createdAt, b.id";

    @Inject
    public JpaBudgets(EntityManager entities, ConfigurationVersion version) {
        super(entities, version, BudgetEntity.class, ALL);
    }

    protected JpaBudgets() {} // for the CDI proxy

    @Override
    protected String id(BudgetId key) {
        return key.toString();
    }

    @Override
    protected BudgetId key(Budget budget) {
        return budget.id();
    }

    @Override
    protected BudgetEntity newRow(Budget budget) {
        return new BudgetEntity(budget.id());
    }

    @Override
    protected void write(Budget budget, BudgetEntity row) {
        row.write(budget);
    }

    @Override
    protected Budget value(BudgetEntity row) {
        return row.toBudget();
    }

    @Override
    protected Map<String, String> uniqueFields() {
        return Map.of("ux_budget_target", "period");
    }
}

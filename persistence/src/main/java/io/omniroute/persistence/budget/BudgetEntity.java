package io.omniroute.persistence.budget;

import io.omniroute.persistence.jpa.Amounts;
import io.omniroute.persistence.jpa.Times;
import io.omniroute.routing.budget.Budget;
import io.omniroute.routing.budget.BudgetId;
import io.omniroute.routing.budget.BudgetPeriod;
import io.omniroute.routing.budget.BudgetScope;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.UUID;

@Entity
@Table(name = "budget")
class BudgetEntity {
    @Id
    private String id;

    @Column(name = "budget_scope")
    private String scope;

    private String target;

    @Column(name = "budget_period")
    private String period;

    @Column(name = "time_zone")
    private String zone;

    @Column(name = "limit_usd")
    private BigDecimal limit;

    private boolean hard;

    @Column(name = "warning_threshold")
    private BigDecimal warningThreshold;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    protected BudgetEntity() {} // for JPA

    BudgetEntity(BudgetId id) {
        this.id = id.toString();
    }

    void write(Budget budget) {
        scope = budget.scope().name();
        target = budget.target();
        period = budget.period().name();
        zone = budget.zone().getId();
        limit = Amounts.column(budget.limitUsd());
        hard = budget.hard();
        warningThreshold = Amounts.column(budget.warningThreshold());
        createdAt = Times.column(budget.createdAt());
    }

    Budget toBudget() {
        return new Budget(
                new BudgetId(UUID.fromString(id)),
                BudgetScope.valueOf(scope),
                target,
                BudgetPeriod.valueOf(period),
                ZoneId.of(zone),
                Amounts.value(limit),
                hard,
                Amounts.value(warningThreshold),
                createdAt.toInstant());
    }
}

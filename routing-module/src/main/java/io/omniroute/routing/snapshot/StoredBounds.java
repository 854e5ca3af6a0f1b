package io.omniroute.routing.snapshot;

import io.omniroute.routing.budget.BudgetPlan;
import io.omniroute.routing.budget.Budgets;
import io.omniroute.routing.cache.CacheSettings;
import io.omniroute.routing.cache.CacheSettingsStore;
import io.omniroute.routing.cost.DatedPrice;
import io.omniroute.routing.cost.Prices;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;

/** What calls cost, may cost, and need not cost, as the stores hold it. */
@Dependent
class StoredBounds {
    private final Prices prices;
    private final Budgets budgets;
    private final CacheSettingsStore cache;

    @Inject
    StoredBounds(Prices prices, Budgets budgets, CacheSettingsStore cache) {
        this.prices = prices;
        this.budgets = budgets;
        this.cache = cache;
    }

    List<DatedPrice> prices() {
        return prices.list();
    }

    BudgetPlan budgets() {
        return new BudgetPlan(budgets.list());
    }

    CacheSettings cache() {
        return cache.read();
    }
}

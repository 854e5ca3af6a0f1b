package io.omniroute.routing.fakes;

import io.omniroute.routing.budget.BudgetPlan;
import io.omniroute.routing.cost.PriceList;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.snapshot.Routes;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.snapshot.Snapshots;
import java.util.List;
import java.util.Map;

/** Snapshots of prices and budgets that are in memory at the time, and of nothing else. */
public final class FixedSnapshots extends Snapshots {
    private final MemoryStores stores;

    public FixedSnapshots(MemoryStores stores) {
        super(null);
        this.stores = stores;
    }

    @Override
    public Snapshot current() {
        return new Snapshot(
                1,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                new PriceList(List.of(), stores.prices.list()),
                Settings.DEFAULT,
                new BudgetPlan(stores.budgets.list()),
                stores.cache.read(),
                Routes.NONE.through(stores.proxies.read()),
                stores.callPolicies.read());
    }
}

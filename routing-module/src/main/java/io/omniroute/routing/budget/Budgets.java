package io.omniroute.routing.budget;

import io.omniroute.provider.store.Store;

/** Keeps budgets. */
public interface Budgets extends Store<BudgetId, Budget> {}

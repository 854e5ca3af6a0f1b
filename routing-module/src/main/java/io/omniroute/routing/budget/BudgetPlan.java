package io.omniroute.routing.budget;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All budgets, found by what they limit. Immutable. */
public final class BudgetPlan {
    public static final BudgetPlan NONE = new BudgetPlan(List.of());

    private record Holder(BudgetScope scope, String target) {}

    private final List<Budget> all;
    private final Map<Holder, List<Budget>> byHolder = new HashMap<>();

    public BudgetPlan(Collection<Budget> budgets) {
        all = List.copyOf(budgets);
        for (Budget budget : all) {
            byHolder.computeIfAbsent(new Holder(budget.scope(), budget.target()), holder -> new ArrayList<>())
                    .add(budget);
        }
    }

    public List<Budget> all() {
        return all;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** Those of the key and of its group. */
    public List<Budget> ofCaller(Payer payer) {
        List<Budget> found = new ArrayList<>();
        payer.key().ifPresent(key -> found.addAll(of(BudgetScope.KEY, key)));
        payer.group().ifPresent(group -> found.addAll(of(BudgetScope.GROUP, group)));
        return found;
    }

    public List<Budget> ofProvider(String provider) {
        return of(BudgetScope.PROVIDER, provider);
    }

    private List<Budget> of(BudgetScope scope, String target) {
        return byHolder.getOrDefault(new Holder(scope, target), List.of());
    }
}

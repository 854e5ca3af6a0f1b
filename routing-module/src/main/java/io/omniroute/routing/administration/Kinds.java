package io.omniroute.routing.administration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** The kinds that make up a configuration. */
@Dependent
public class Kinds {
    private final NodeKind nodes;
    private final ConnectionKind connections;
    private final KeyKind keys;
    private final AliasKind aliases;
    private final CustomModelKind customModels;
    private final ComboKind combos;
    private final BudgetKind budgets;

    @Inject
    public Kinds(NodeKind nodes, ConnectionKind connections, KeyKind keys, ModelKinds models, BudgetKind budgets) {
        this.nodes = nodes;
        this.connections = connections;
        this.keys = keys;
        this.aliases = models.aliases();
        this.customModels = models.customModels();
        this.combos = models.combos();
        this.budgets = budgets;
    }

    NodeKind nodes() {
        return nodes;
    }

    ConnectionKind connections() {
        return connections;
    }

    KeyKind keys() {
        return keys;
    }

    AliasKind aliases() {
        return aliases;
    }

    BudgetKind budgets() {
        return budgets;
    }

    CustomModelKind customModels() {
        return customModels;
    }

    ComboKind combos() {
        return combos;
    }
}

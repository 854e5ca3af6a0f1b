package io.omniroute.routing.administration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** The kinds whose values are names of models. */
@Dependent
public class ModelKinds {
    private final AliasKind aliases;
    private final CustomModelKind customModels;
    private final ComboKind combos;

    @Inject
    public ModelKinds(AliasKind aliases, CustomModelKind customModels, ComboKind combos) {
        this.aliases = aliases;
        this.customModels = customModels;
        this.combos = combos;
    }

    AliasKind aliases() {
        return aliases;
    }

    CustomModelKind customModels() {
        return customModels;
    }

    ComboKind combos() {
        return combos;
    }
}

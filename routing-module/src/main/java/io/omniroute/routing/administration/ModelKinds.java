package io.omniroute.routing.administration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** The kinds whose values are names of models. */
@Dependent
public class ModelKinds {
    private final AliasKind aliases;
    private final CustomModelKind customModels;

    @Inject
    public ModelKinds(AliasKind aliases, CustomModelKind customModels) {
        this.aliases = aliases;
        this.customModels = customModels;
    }

    AliasKind aliases() {
        return aliases;
    }

    CustomModelKind customModels() {
        return customModels;
    }
}

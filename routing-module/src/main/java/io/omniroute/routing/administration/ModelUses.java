package io.omniroute.routing.administration;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.Connections;
import io.omniroute.routing.combo.ComboStep;
import io.omniroute.routing.combo.ComboStep.Goal;
import io.omniroute.routing.combo.Combos;
import io.omniroute.routing.models.CustomModels;
import io.omniroute.routing.models.ModelAliases;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Optional;

/** The accounts of a provider, and what names its models; not its prices, which past calls are still charged by. */
@Dependent
public class ModelUses {
    private final Connections connections;
    private final Combos combos;
    private final ModelAliases aliases;
    private final CustomModels customModels;

    @Inject
    public ModelUses(Connections connections, Combos combos, ModelAliases aliases, CustomModels customModels) {
        this.connections = connections;
        this.combos = combos;
        this.aliases = aliases;
        this.customModels = customModels;
    }

    Optional<String> of(ProviderId provider) {
        return connection(provider)
                .or(() -> combo(provider))
                .or(() -> alias(provider.value() + "/"))
                .or(() -> customModels.list().stream()
                        .filter(custom -> custom.provider().equals(provider))
                        .map(custom -> "the custom model '" + custom.model().id() + "'")
                        .findFirst());
    }

    private Optional<String> connection(ProviderId provider) {
        return connections.list().stream()
                .filter(connection -> connection.provider().equals(provider))
                .map(connection -> "the connection '" + connection.name() + "'")
                .findFirst();
    }

    private Optional<String> combo(ProviderId provider) {
        return combos.list().stream()
                .filter(combo -> combo.steps().stream().anyMatch(step -> isAt(step, provider.value())))
                .map(combo -> "the combo '" + combo.name() + "'")
                .findFirst();
    }

    private static boolean isAt(ComboStep step, String provider) {
        return switch (step.goal()) {
            case Goal.Model model -> model.provider().equals(provider);
            case Goal.AnyModel any -> any.provider().equals(provider);
            case Goal.Nested ignored -> false;
        };
    }

    private Optional<String> alias(String start) {
        return aliases.list().stream()
                .filter(alias -> alias.target().startsWith(start))
                .filter(alias ->
                        combos.list().stream().noneMatch(combo -> combo.name().equals(alias.target())))
                .map(alias -> "the alias '" + alias.alias() + "'")
                .findFirst();
    }
}

package io.omniroute.routing.plan;

import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.connection.Connection;
import io.omniroute.routing.combo.ComboId;
import io.omniroute.routing.combo.StepRules;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.traffic.Counters;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A stretch of a plan: one model at one provider, whose accounts are put into order when it is reached.
 *
 * @param accounts empty only for a provider that needs none
 * @param gate names the place where only so many calls may run at once; anything with equality
 * @param steps of combos that lead here, and count what happens here
 * @param combos that lead here, the innermost first
 */
public record Leg(
        ProviderDescriptor provider,
        ModelDescriptor model,
        List<Connection> accounts,
        StepRules rules,
        Object gate,
        List<Counters> steps,
        List<ComboId> combos) {
    public Leg {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
        accounts = List.copyOf(accounts);
        Objects.requireNonNull(rules, "rules");
        Objects.requireNonNull(gate, "gate");
        steps = List.copyOf(steps);
        combos = List.copyOf(combos);
    }

    public String modelName() {
        return provider.id().value() + "/" + model.id();
    }

    Target target(Optional<Connection> account) {
        return new Target(provider, model, account);
    }
}

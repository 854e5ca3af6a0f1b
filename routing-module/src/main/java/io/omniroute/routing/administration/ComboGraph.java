package io.omniroute.routing.administration;

import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.combo.ComboStep;
import io.omniroute.routing.combo.ComboStep.Goal;
import io.omniroute.routing.json.Body;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which combos stand in which, as it would be with a changed one. */
final class ComboGraph {
    private final Map<String, Combo> byName = new HashMap<>();
    private final Combo changed;

    ComboGraph(List<Combo> stored, Combo changed) {
        stored.stream()
                .filter(combo -> !combo.id().equals(changed.id()))
                .forEach(combo -> byName.put(combo.name(), combo));
        byName.put(changed.name(), changed);
        this.changed = changed;
    }

    /** @throws io.omniroute.routing.json.Refusal for a step to a combo that does not exist, a circle, or too much depth */
    void check(Body body) {
        for (ComboStep step : changed.steps()) {
            nested(step).filter(name -> !byName.containsKey(name)).ifPresent(name -> {
                throw body.invalid("steps", "There is no combo '" + name + "'.");
            });
        }
        byName.values().forEach(combo -> walk(combo, new ArrayList<>(), body));
    }

    private void walk(Combo combo, List<String> path, Body body) {
        if (path.contains(combo.name())) {
            throw body.invalid(
                    "steps",
                    "The combo '" + combo.name() + "' would lead back to itself: " + String.join(" > ", path) + ".");
        }
        path.add(combo.name());
        if (path.size() > Combo.MAX_DEPTH) {
            throw body.invalid(
                    "steps",
                    "Combos may stand in each other " + Combo.MAX_DEPTH + " deep; this would be deeper: "
                            + String.join(" > ", path) + ".");
        }
        combo.steps().forEach(step -> nested(step).map(byName::get).ifPresent(inner -> walk(inner, path, body)));
        path.remove(path.size() - 1);
    }

    private static Optional<String> nested(ComboStep step) {
        return step.goal() instanceof Goal.Nested nested ? Optional.of(nested.combo()) : Optional.empty();
    }
}

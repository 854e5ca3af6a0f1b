package io.omniroute.routing.health;

import io.omniroute.routing.health.CircuitState.Phase;
import io.omniroute.routing.operations.CircuitMetrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes the gauges of a provider when it first has trouble. Confined to the thread of {@link HealthKeeper}. */
@ApplicationScoped
public class CircuitGauges {
    private static final List<Phase> SHOWN = List.of(Phase.RESTING, Phase.OPEN, Phase.HALF_OPEN);

    private final CircuitMetrics metrics;
    private final Circuits circuits;
    private final Set<String> shown = new HashSet<>();

    @Inject
    public CircuitGauges(CircuitMetrics metrics, Circuits circuits) {
        this.metrics = metrics;
        this.circuits = circuits;
    }

    protected CircuitGauges() {
        this(null, null); // for the CDI proxy
    }

    void of(Set<CircuitKey> changed) {
        for (CircuitKey key : changed) {
            String provider = key.provider().value();
            if (shown.add(provider)) {
                SHOWN.forEach(phase -> metrics.show(
                        provider, phase.name().toLowerCase(Locale.ROOT), () -> circuits.count(key.provider(), phase)));
            }
        }
    }
}

package io.omniroute.routing.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.LongSupplier;

/** Circuits as gauges. */
@ApplicationScoped
public class MeteredCircuits implements CircuitMetrics {
    private final Meters meters;

    @Inject
    public MeteredCircuits(Meters meters) {
        this.meters = meters;
    }

    protected MeteredCircuits() {
        this(null); // for the CDI proxy
    }

    @Override
    public void show(String provider, String state, LongSupplier count) {
        meters.gauge(Meter.CIRCUITS, count, provider, state);
    }
}

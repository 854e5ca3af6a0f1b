package io.omniroute.routing.operations;

import java.util.function.LongSupplier;

/** Shows how many circuits of a provider are in a state. */
public interface CircuitMetrics {
    /** Called once for each pair; the supplier is asked whenever someone looks. */
    void show(String provider, String state, LongSupplier count);
}

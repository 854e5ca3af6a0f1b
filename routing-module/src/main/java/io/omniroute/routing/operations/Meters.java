package io.omniroute.routing.operations;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Makes the instruments behind the metrics endpoint. Making one is slow and done once for a set of labels; what is
 * returned is cheap, thread-safe and to be kept.
 */
interface Meters {
    /** @return adds to the counter */
    LongConsumer counter(Meter meter, String... labelValues);

    /** @return records a duration in milliseconds */
    LongConsumer timer(Meter meter, String... labelValues);

    /** Shows what the supplier says whenever someone looks. */
    void gauge(Meter meter, LongSupplier value, String... labelValues);
}

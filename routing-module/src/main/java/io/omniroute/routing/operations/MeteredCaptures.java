package io.omniroute.routing.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/** Lost captures as counters. */
@ApplicationScoped
public class MeteredCaptures implements CaptureMetrics {
    private final Meters meters;
    private final Map<String, LongConsumer> counters = new ConcurrentHashMap<>();

    @Inject
    public MeteredCaptures(Meters meters) {
        this.meters = meters;
    }

    protected MeteredCaptures() {
        this(null); // for the CDI proxy
    }

    @Override
    public void dropped(String reason) {
        counters.computeIfAbsent(reason, word -> meters.counter(Meter.DROPPED_CAPTURES, word))
                .accept(1);
    }
}

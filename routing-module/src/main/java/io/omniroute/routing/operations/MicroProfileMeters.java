package io.omniroute.routing.operations;

import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.MetricUnits;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** Instruments of the server's own registry, which the server shows beside its own at {@code /metrics}. */
final class MicroProfileMeters implements Meters {
    private final MetricRegistry registry;

    @Inject
    MicroProfileMeters(MetricRegistry registry) {
        this.registry = registry;
    }

    @Override
    public LongConsumer counter(Meter meter, String... labelValues) {
        Counter counter = registry.counter(metadata(meter, MetricUnits.NONE), tags(meter, labelValues));
        return counter::inc;
    }

    @Override
    public LongConsumer timer(Meter meter, String... labelValues) {
        Timer timer = registry.timer(metadata(meter, MetricUnits.NANOSECONDS), tags(meter, labelValues));
        return millis -> timer.update(Duration.ofMillis(millis));
    }

    @Override
    public void gauge(Meter meter, LongSupplier value, String... labelValues) {
        registry.gauge(metadata(meter, MetricUnits.NONE), (Supplier<Long>) value::getAsLong, tags(meter, labelValues));
    }

    private static Metadata metadata(Meter meter, String unit) {
        return Metadata.builder()
                .withName(meter.metricName())
                .withDescription(meter.help())
                .withUnit(unit)
                .build();
    }

    private static Tag[] tags(Meter meter, String... values) {
        List<String> labels = meter.labels();
        Tag[] tags = new Tag[values.length];
        for (int i = 0; i < values.length; i++) {
            tags[i] = new Tag(labels.get(i), values[i]);
        }
        return tags;
    }
}

package io.omniroute.routing.operations;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Instruments of a registry of our own, for servers that have none to offer. Thread-safe. */
final class PrometheusMeters implements Meters, MetricsPage {
    /** From a cached answer to a model that thinks for minutes. */
    private static final double[] BUCKETS = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 120, 300};

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Map<Meter, Counter> counters = new ConcurrentHashMap<>();
    private final Map<Meter, Histogram> timers = new ConcurrentHashMap<>();
    private final Map<Meter, List<Reading>> gauges = new ConcurrentHashMap<>();

    private record Reading(LongSupplier value, String... labelValues) {}

    @Override
    public LongConsumer counter(Meter meter, String... labelValues) {
        CounterDataPoint point =
                counters.computeIfAbsent(meter, this::newCounter).labelValues(labelValues);
        return point::inc;
    }

    @Override
    public LongConsumer timer(Meter meter, String... labelValues) {
        DistributionDataPoint point =
                timers.computeIfAbsent(meter, this::newTimer).labelValues(labelValues);
        return millis -> point.observe(millis / 1000.0);
    }

    @Override
    public void gauge(Meter meter, LongSupplier value, String... labelValues) {
        gauges.computeIfAbsent(meter, this::newGauge).add(new Reading(value, labelValues));
    }

    @Override
    public String contentType() {
        return PrometheusTextFormatWriter.CONTENT_TYPE;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        PrometheusTextFormatWriter.create().write(out, registry.scrape());
    }

    private Counter newCounter(Meter meter) {
        return Counter.builder()
                .name(meter.metricName())
                .help(meter.help())
                .labelNames(labels(meter))
                .register(registry);
    }

    private Histogram newTimer(Meter meter) {
        return Histogram.builder()
                .name(meter.metricName())
                .unit(Unit.SECONDS)
                .help(meter.help())
                .labelNames(labels(meter))
                .classicOnly() // keeping native buckets as well would double the cost
                .classicUpperBounds(BUCKETS)
                .register(registry);
    }

    private List<Reading> newGauge(Meter meter) {
        List<Reading> readings = new CopyOnWriteArrayList<>();
        GaugeWithCallback.builder()
                .name(meter.metricName())
                .help(meter.help())
                .labelNames(labels(meter))
                .callback(shown ->
                        readings.forEach(reading -> shown.call(reading.value().getAsLong(), reading.labelValues())))
                .register(registry);
        return readings;
    }

    private static String[] labels(Meter meter) {
        return meter.labels().toArray(String[]::new);
    }
}

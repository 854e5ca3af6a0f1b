package io.omniroute.routing.operations;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Instruments that can be read back, by metric and label values. */
final class RecordedMeters implements Meters {
    private final Map<String, Long> sums = new TreeMap<>();
    private final Map<String, Long> observations = new TreeMap<>();
    private final Map<String, LongSupplier> gauges = new TreeMap<>();

    @Override
    public LongConsumer counter(Meter meter, String... labelValues) {
        String name = name(meter, labelValues);
        requireNew(sums.put(name, 0L), name);
        return amount -> sums.merge(name, amount, Long::sum);
    }

    @Override
    public LongConsumer timer(Meter meter, String... labelValues) {
        String name = name(meter, labelValues);
        requireNew(sums.put(name, 0L), name);
        return millis -> {
            sums.merge(name, millis, Long::sum);
            observations.merge(name, 1L, Long::sum);
        };
    }

    @Override
    public void gauge(Meter meter, LongSupplier value, String... labelValues) {
        gauges.put(name(meter, labelValues), value);
    }

    long sum(Meter meter, String... labelValues) {
        return sums.getOrDefault(name(meter, labelValues), 0L);
    }

    long observations(Meter meter, String... labelValues) {
        return observations.getOrDefault(name(meter, labelValues), 0L);
    }

    long gauge(Meter meter, String... labelValues) {
        return gauges.get(name(meter, labelValues)).getAsLong();
    }

    boolean knows(Meter meter, String... labelValues) {
        return sums.containsKey(name(meter, labelValues));
    }

    private static void requireNew(Long before, String name) {
        if (before != null) {
            throw new IllegalStateException("made twice: " + name);
        }
    }

    private static String name(Meter meter, String... labelValues) {
        if (labelValues.length != meter.labels().size()) {
            throw new IllegalArgumentException(meter + " wants the labels " + meter.labels());
        }
        return meter + String.join("|", labelValues);
    }
}

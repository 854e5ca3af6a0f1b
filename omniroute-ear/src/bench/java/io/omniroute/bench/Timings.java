package io.omniroute.bench;

import java.util.Arrays;
import java.util.List;

/** Durations of one caller's calls, or of all together. */
final class Timings {
    private final int caller;
    private long[] nanos = new long[256];
    private int count;
    private long events;
    private long elapsedNanos;

    Timings(int caller) {
        this.caller = caller;
    }

    static Timings merged(List<Timings> all, long elapsedNanos) {
        Timings merged = new Timings(-1);
        merged.elapsedNanos = elapsedNanos;
        for (Timings one : all) {
            merged.events += one.events;
            for (int i = 0; i < one.count; i++) {
                merged.add(one.nanos[i]);
            }
        }
        Arrays.sort(merged.nanos, 0, merged.count);
        return merged;
    }

    int caller() {
        return caller;
    }

    void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, count * 2);
        }
        nanos[count++] = duration;
    }

    void addEvents(int more) {
        events += more;
    }

    int calls() {
        return count;
    }

    long events() {
        return events;
    }

    double perSecond() {
        return count * 1e9 / elapsedNanos;
    }

    /** Of merged timings only, which are sorted. @param share of calls that were at least as fast */
    double millis(double share) {
        return count == 0 ? Double.NaN : nanos[(int) Math.min(count - 1L, Math.round(count * share))] / 1e6;
    }
}

package io.omniroute.routing.telemetry;

import java.util.Arrays;

/**
 * How durations are spread, in nanoseconds. Percentiles are exact, by nearest rank: each is the duration of some call.
 *
 * @param count of how many; all else is 0 when there are none
 */
public record Spread(long count, long p50, long p95, long p99, long average) {
    public static final Spread NONE = new Spread(0, 0, 0, 0, 0);

    /** @param durations in any order; sorted by this method */
    static Spread of(long... durations) {
        if (durations.length == 0) {
            return NONE;
        }
        Arrays.sort(durations);
        double sum = 0; // of doubles: a sum of nanoseconds may not fit
        for (long each : durations) {
            sum += each;
        }
        return new Spread(
                durations.length,
                nearestRank(durations, 50),
                nearestRank(durations, 95),
                nearestRank(durations, 99),
                Math.round(sum / durations.length));
    }

    /** The smallest duration that at least so many percent of all do not exceed. */
    private static long nearestRank(long[] sorted, int percent) {
        int rank = (int) ((sorted.length * (long) percent + 99) / 100);
        return sorted[rank - 1];
    }
}

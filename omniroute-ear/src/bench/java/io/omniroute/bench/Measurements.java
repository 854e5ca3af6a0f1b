package io.omniroute.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What all rounds gave, by case and server. */
final class Measurements {
    static final String DIRECT = "direct";
    static final String NGINX = "nginx";
    static final String RELAY = "relay";
    static final String GATEWAY = "gateway";
    static final String GUARDED = "gateway, all policies";

    private final Map<Case, Map<String, List<Result>>> results = new LinkedHashMap<>();
    private double startSeconds;
    private double heapMiB;
    private final Map<String, Long> residentMiB = new LinkedHashMap<>();
    private final List<String> warmUps = new ArrayList<>();

    void add(Case loaded, String server, Result result) {
        results.computeIfAbsent(loaded, key -> new LinkedHashMap<>())
                .computeIfAbsent(server, key -> new ArrayList<>())
                .add(result);
    }

    void started(double seconds) {
        startSeconds = seconds;
    }

    void warmedUp(String how) {
        warmUps.add(how);
    }

    List<String> warmUps() {
        return warmUps;
    }

    void heap(double mebibytes) {
        heapMiB = Math.max(heapMiB, mebibytes);
    }

    void resident(String server, long mebibytes) {
        residentMiB.merge(server, mebibytes, Math::max);
    }

    double startSeconds() {
        return startSeconds;
    }

    /** The most that was seen, garbage included. */
    double heapMiB() {
        return heapMiB;
    }

    Map<String, Long> residentMiB() {
        return residentMiB;
    }

    Iterable<Case> cases() {
        return results.keySet();
    }

    /** Each figure is the median of the rounds; empty when the server was not measured in that case. */
    Optional<Result> median(Case loaded, String server) {
        List<Result> rounds = results.getOrDefault(loaded, Map.of()).getOrDefault(server, List.of());
        return rounds.isEmpty()
                ? Optional.empty()
                : Optional.of(new Result(
                        median(rounds, Result::perSecond),
                        median(rounds, Result::p50),
                        median(rounds, Result::p99),
                        median(rounds, Result::cpuMicros)));
    }

    private static double median(List<Result> rounds, ToDoubleFunction<Result> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}

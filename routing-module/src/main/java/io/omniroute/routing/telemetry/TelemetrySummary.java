package io.omniroute.routing.telemetry;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What the newest calls come to.
 *
 * @param whole of all calls that were served, from their arrival to the last byte
 * @param overhead of the same: what the gateway itself added
 * @param kinds the same as {@code whole}, by how they were served
 * @param phases each of those calls that had it
 * @param unserved calls that were refused, failed, or left by their clients; they are in none of the others
 */
public record TelemetrySummary(
        Spread whole, Spread overhead, Map<CallKind, Spread> kinds, Map<Phase, Spread> phases, long unserved) {
    public TelemetrySummary {
        kinds = Map.copyOf(kinds);
        phases = Map.copyOf(phases);
    }

    static TelemetrySummary of(List<CallTiming> timings) {
        List<CallTiming> served = timings.stream()
                .filter(timing -> timing.kind() != CallKind.UNSERVED)
                .toList();
        Map<CallKind, Spread> kinds = new EnumMap<>(CallKind.class);
        for (CallKind kind : CallKind.values()) {
            kinds.put(
                    kind,
                    spread(
                            served.stream()
                                    .filter(timing -> timing.kind() == kind)
                                    .toList(),
                            CallTiming::whole));
        }
        Map<Phase, Spread> phases = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.ALL) {
            phases.put(
                    phase,
                    spread(
                            served.stream()
                                    .filter(timing -> timing.spentIn(phase) > 0)
                                    .toList(),
                            timing -> timing.spentIn(phase)));
        }
        return new TelemetrySummary(
                spread(served, CallTiming::whole),
                spread(served, CallTiming::overhead),
                kinds,
                phases,
                timings.size() - served.size());
    }

    private static Spread spread(List<CallTiming> timings, ToLongFunction<CallTiming> part) {
        return Spread.of(timings.stream().mapToLong(part).toArray());
    }
}

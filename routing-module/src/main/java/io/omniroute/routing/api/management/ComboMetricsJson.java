package io.omniroute.routing.api.management;

import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.combo.ComboStep;
import io.omniroute.routing.traffic.CallCounts;
import io.omniroute.routing.traffic.ComboTraffic;
import io.omniroute.routing.traffic.Counters;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;

/** The counters of a combo as the management API shows them. */
final class ComboMetricsJson {
    private ComboMetricsJson() {}

    static JsonObjectBuilder write(Combo combo, ComboTraffic traffic) {
        CallCounts.Totals calls = traffic.calls(combo.id()).totals();
        JsonObjectBuilder steps = Json.createObjectBuilder();
        Map<String, Counters.Totals> totals = traffic.steps(combo.id());
        totals.forEach((label, step) -> steps.add(label, step(step, tags(combo, label))));
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("strategy", combo.strategy().label())
                .add("totalRequests", calls.requests())
                .add("totalSuccesses", calls.successes())
                .add("totalFailures", calls.failures())
                .add("totalFallbacks", calls.fallbacks())
                .add("totalLatencyMs", calls.totalMillis())
                .add("avgLatencyMs", average(calls.totalMillis(), calls.successes()))
                .add("successRate", percent(calls.successes(), calls.requests()))
                .add("fallbackRate", percent(calls.fallbacks(), calls.requests()))
                .add("steps", steps);
        calls.lastUsedAt().ifPresent(last -> json.add("lastUsedAt", last.toString()));
        return json;
    }

    private static JsonObjectBuilder step(Counters.Totals step, List<String> tags) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("requests", step.requests())
                .add("inFlight", step.inFlight())
                .add("successes", step.successes())
                .add("failures", step.failures())
                .add("totalLatencyMs", step.totalMillis())
                .add("avgLatencyMs", average(step.totalMillis(), step.successes()))
                .add("successRate", percent(step.successes(), step.successes() + step.failures()))
                .add("tags", Json.createArrayBuilder(tags));
        step.lastUsedAt().ifPresent(last -> json.add("lastUsedAt", last.toString()));
        if (step.lastStatus() > 0) {
            json.add("lastStatus", step.lastStatus());
        }
        return json;
    }

    private static List<String> tags(Combo combo, String label) {
        return combo.steps().stream()
                .filter(step -> step.label().equals(label))
                .findFirst()
                .map(ComboStep::tags)
                .orElse(List.of());
    }

    private static long average(long sum, long count) {
        return count == 0 ? 0 : sum / count;
    }

    private static long percent(long part, long whole) {
        return whole == 0 ? 0 : 100 * part / whole;
    }
}

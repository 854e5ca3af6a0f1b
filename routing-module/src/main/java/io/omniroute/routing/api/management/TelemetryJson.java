package io.omniroute.routing.api.management;

import io.omniroute.routing.telemetry.CallKind;
import io.omniroute.routing.telemetry.Phase;
import io.omniroute.routing.telemetry.Spread;
import io.omniroute.routing.telemetry.TelemetrySummary;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Timings as the API shows them: milliseconds with fractions. Pure. */
final class TelemetryJson {
    private static final int NANOS_SCALE = 6;
    private static final int SHOWN_SCALE = 3;

    private TelemetryJson() {}

    static JsonObjectBuilder write(TelemetrySummary summary) {
        JsonObjectBuilder kinds = Json.createObjectBuilder();
        for (CallKind kind : CallKind.values()) {
            if (kind != CallKind.UNSERVED) {
                kinds.add(kind.label(), write(summary.kinds().getOrDefault(kind, Spread.NONE)));
            }
        }
        JsonObjectBuilder phases = Json.createObjectBuilder();
        for (Phase phase : Phase.ALL) {
            phases.add(phase.label(), write(summary.phases().getOrDefault(phase, Spread.NONE)));
        }
        return write(summary.whole())
                .add("unserved", summary.unserved())
                .add("overhead", write(summary.overhead()))
                .add("kinds", kinds)
                .add("phaseBreakdown", phases);
    }

    static JsonObjectBuilder write(Spread spread) {
        return Json.createObjectBuilder()
                .add("count", spread.count())
                .add("p50", millis(spread.p50()))
                .add("p95", millis(spread.p95()))
                .add("p99", millis(spread.p99()))
                .add("avg", millis(spread.average()));
    }

    private static BigDecimal millis(long nanos) {
        return BigDecimal.valueOf(nanos, NANOS_SCALE).setScale(SHOWN_SCALE, RoundingMode.HALF_UP);
    }
}

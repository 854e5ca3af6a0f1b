package io.omniroute.routing.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.routing.telemetry.CallKind;
import io.omniroute.routing.telemetry.CallTiming;
import io.omniroute.routing.telemetry.Phase;
import io.omniroute.routing.telemetry.Timeline;
import io.omniroute.routing.telemetry.Timings;
import org.junit.jupiter.api.Test;

class PhaseMetersTest {
    private final RecordedMeters meters = new RecordedMeters();
    private final Timings timings = new Timings();
    private final PhaseMeters phases = new PhaseMeters(meters, timings);

    @Test
    void servedCallsAddUpPhaseByPhase() {
        phases.start("");
        CallTiming first = call(CallKind.WHOLE);
        CallTiming second = call(CallKind.MEMORY);
        call(CallKind.UNSERVED);
        assertThat(meters.sum(Meter.PHASE_TIME, "parse"))
                .isEqualTo(first.spentIn(Phase.PARSE) + second.spentIn(Phase.PARSE));
        assertThat(meters.sum(Meter.PHASE_TIME, "connect")).isZero();
        assertThat(meters.gauge(Meter.PHASE_LATENCY, "whole", "0.99"))
                .isEqualTo(Math.max(first.whole(), second.whole()));
        assertThat(meters.gauge(Meter.PHASE_LATENCY, "parse", "0.5"))
                .isEqualTo(Math.min(first.spentIn(Phase.PARSE), second.spentIn(Phase.PARSE)));
        assertThat(meters.gauge(Meter.PHASE_LATENCY, "connect", "0.95")).isZero();
    }

    @Test
    void aCallThatEndsBeforeTheStartHarmsNothing() {
        call(CallKind.WHOLE);
        assertThat(meters.knows(Meter.PHASE_TIME, "parse")).isFalse();
    }

    private CallTiming call(CallKind kind) {
        CallTiming timing = new Timeline(System.nanoTime() - 1_000_000).end(kind);
        timings.add(timing);
        phases.ended(timing);
        return timing;
    }
}

package io.omniroute.routing.operations;

import io.omniroute.routing.telemetry.CallKind;
import io.omniroute.routing.telemetry.CallTiming;
import io.omniroute.routing.telemetry.Phase;
import io.omniroute.routing.telemetry.Spread;
import io.omniroute.routing.telemetry.TelemetrySummary;
import io.omniroute.routing.telemetry.TimingListener;
import io.omniroute.routing.telemetry.Timings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Phases at the metrics endpoint. A call adds to counters only; percentiles are read from the ring of timings when somebody
 * looks, since the timers of servers would cost a call more than all else of its telemetry.
 */
@ApplicationScoped
public class PhaseMeters implements TimingListener {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    /** One look at the page asks for each quantile of each phase. */
    private static final long FRESH_NANOS = 1_000_000_000L;

    private final Meters meters;
    private final Timings timings;
    private final LongConsumer[] phases = new LongConsumer[Phase.ALL.size()];
    private final AtomicReference<Reading> last = new AtomicReference<>();
    private volatile boolean started;

    private record Reading(long nanos, TelemetrySummary summary) {}

    @Inject
    public PhaseMeters(Meters meters, Timings timings) {
        this.meters = meters;
        this.timings = timings;
    }

    protected PhaseMeters() {
        this(null, null); // for the CDI proxy
    }

    /** Finds the server's registry while the application starts: calls run on threads that no longer know of it. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
        for (Phase phase : Phase.ALL) {
            phases[phase.ordinal()] = meters.counter(Meter.PHASE_TIME, phase.label());
            show(phase.label(), summary -> summary.phases().getOrDefault(phase, Spread.NONE));
        }
        show("whole", TelemetrySummary::whole);
        show("overhead", TelemetrySummary::overhead);
        started = true;
    }

    @Override
    public void ended(CallTiming timing) {
        if (!started || timing.kind() == CallKind.UNSERVED) {
            return;
        }
        for (Phase phase : Phase.ALL) {
            long nanos = timing.spentIn(phase);
            if (nanos > 0) {
                phases[phase.ordinal()].accept(nanos);
            }
        }
    }

    private void show(String label, Function<TelemetrySummary, Spread> part) {
        meters.gauge(Meter.PHASE_LATENCY, () -> part.apply(summary()).p50(), label, "0.5");
        meters.gauge(Meter.PHASE_LATENCY, () -> part.apply(summary()).p95(), label, "0.95");
        meters.gauge(Meter.PHASE_LATENCY, () -> part.apply(summary()).p99(), label, "0.99");
    }

    private TelemetrySummary summary() {
        long now = System.nanoTime();
        Reading known = last.get();
        if (known != null && now - known.nanos() < FRESH_NANOS) {
            return known.summary();
        }
        Reading fresh = new Reading(now, timings.summary(WINDOW));
        last.set(fresh);
        return fresh.summary();
    }
}

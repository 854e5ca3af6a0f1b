package io.omniroute.routing.traffic;

import io.omniroute.routing.combo.ComboId;
import io.omniroute.routing.combo.ComboStep;
import io.omniroute.routing.strategy.Load;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** The traffic of every combo and of its steps since the start, or since it was last reset. */
@ApplicationScoped
public class ComboTraffic {
    private final ConcurrentMap<ComboId, OneCombo> combos = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();
    private final Clock clock;

    @Inject
    public ComboTraffic(Clock clock) {
        this.clock = clock;
    }

    public ComboTraffic() {
        this(Clock.systemUTC()); // for the CDI proxy
    }

    private final class OneCombo {
        private final CallCounts calls = new CallCounts(clock);
        private final ConcurrentMap<String, Counters> steps = new ConcurrentHashMap<>();

        Counters step(String label) {
            return steps.computeIfAbsent(label, key -> new Counters(sequence, clock));
        }
    }

    /** Calls that named the combo, itself or by an alias. */
    public CallCounts calls(ComboId combo) {
        return of(combo).calls;
    }

    public Counters step(ComboId combo, ComboStep step) {
        return of(combo).step(step.label());
    }

    public Load load(ComboId combo, ComboStep step) {
        return step(combo, step).load();
    }

    /** By the label of the step; steps that were never tried are missing. */
    public Map<String, Counters.Totals> steps(ComboId combo) {
        Map<String, Counters.Totals> totals = new TreeMap<>();
        of(combo).steps.forEach((label, counters) -> totals.put(label, counters.totals()));
        return totals;
    }

    public void reset(ComboId combo) {
        combos.remove(combo);
    }

    public void resetAll() {
        combos.clear();
    }

    private OneCombo of(ComboId combo) {
        return combos.computeIfAbsent(combo, id -> new OneCombo());
    }
}

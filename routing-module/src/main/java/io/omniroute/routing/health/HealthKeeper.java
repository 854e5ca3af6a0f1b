package io.omniroute.routing.health;

import io.omniroute.routing.operations.GatewayStarting;
import io.omniroute.routing.operations.GatewayStopping;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The thread that carries what the circuits learn into the store and switches off what is lost; calls never wait for it. A
 * database that is away is tried again.
 */
@ApplicationScoped
public class HealthKeeper {
    /** Behind whoever reads the configuration, see {@link GatewayStarting}. */
    private static final int AFTER_CONFIGURATION = 1_100;

    private static final Logger LOG = System.getLogger("io.omniroute.health");
    private static final long PERIOD_MILLIS = 500;
    private static final Duration STALE = Duration.ofMinutes(30);

    private final Circuits circuits;
    private final Casualties casualties;
    private final HealthStore store;
    private final Retirement retirement;
    private final CircuitGauges gauges;
    private final ScheduledExecutorService thread;
    private boolean failing; // the thread's own

    @Inject
    public HealthKeeper(
            Circuits circuits, Casualties casualties, HealthStore store, Retirement retirement, CircuitGauges gauges) {
        this.circuits = circuits;
        this.casualties = casualties;
        this.store = store;
        this.retirement = retirement;
        this.gauges = gauges;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("omniroute-health").factory());
    }

    protected HealthKeeper() { // for the CDI proxy
        circuits = null;
        casualties = null;
        store = null;
        retirement = null;
        gauges = null;
        thread = null;
    }

    void start(@Observes @Priority(AFTER_CONFIGURATION) GatewayStarting event) {
        circuits.restore(store.load());
        thread.scheduleWithFixedDelay(this::run, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Behind the drain: the last calls have something to tell. */
    void stop(@Observes @Priority(9_000) GatewayStopping event) {
        thread.execute(this::run);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "The health of accounts was not saved in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    void end() {
        thread.shutdownNow();
    }

    /** One round: save, switch off, sweep. */
    void keep() {
        keep(circuits.now());
    }

    void keep(Instant now) {
        circuits.sweep(now, STALE);
        save(circuits.takeChanged());
        casualties.take().forEach(this::retire);
    }

    /** One that cannot be switched off now is tried again in the next round, and holds up no other. */
    private void retire(Casualties.Casualty casualty) {
        try {
            if (retirement.retire(casualty)) {
                LOG.log(Level.WARNING, "Connection {0} is disabled: {1}", casualty.id(), casualty.reason());
            }
            circuits.forget(casualty.id());
        } catch (RuntimeException e) { // the database, which the next round asks again
            casualties.add(casualty);
            LOG.log(Level.WARNING, "Connection {0} cannot be disabled for now: {1}", casualty.id(), e);
        }
    }

    private void save(Set<CircuitKey> changed) {
        if (changed.isEmpty()) {
            return;
        }
        gauges.of(changed);
        try {
            Map<CircuitKey, CircuitState> open = new HashMap<>();
            Set<CircuitKey> closed = new HashSet<>();
            for (CircuitKey key : changed) {
                Optional<CircuitState> state = circuits.state(key);
                state.ifPresentOrElse(known -> open.put(key, known), () -> closed.add(key));
            }
            if (!open.isEmpty()) {
                store.save(open);
            }
            if (!closed.isEmpty()) {
                store.remove(closed);
            }
        } catch (RuntimeException e) {
            circuits.changedStill(changed);
            throw e;
        }
    }

    private void run() {
        try {
            keep();
            failing = false;
        } catch (RuntimeException e) { // the edge of the thread: the next round tries again
            LOG.log(failing ? Level.DEBUG : Level.WARNING, "The health of accounts is not saved for now: {0}", e);
            failing = true;
        }
    }
}

package io.omniroute.routing.capture;

import io.omniroute.provider.store.Secret;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.callpolicy.CaptureSettings;
import io.omniroute.routing.operations.CaptureMetrics;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Begins captures, and holds those that wait to be stored. Never makes a call wait. Thread-safe. */
@ApplicationScoped
public class Captures {
    private static final Logger LOG = System.getLogger(Captures.class.getName());
    private static final long MEMORY = 32L << 20;

    private final CaptureMetrics metrics;
    private final MemoryBudget memory;
    private final LinkedBlockingQueue<OpenCapture> waiting = new LinkedBlockingQueue<>();
    private final AtomicBoolean told = new AtomicBoolean();

    @Inject
    public Captures(CaptureMetrics metrics) {
        this(metrics, MEMORY);
    }

    /** @param memory for all captures together, under way and waiting */
    public Captures(CaptureMetrics metrics, long memory) {
        this.metrics = metrics;
        this.memory = new MemoryBudget(memory);
    }

    protected Captures() {
        this(null, 0); // for the CDI proxy
    }

    /** Empty for a key that does not want it. @param presented the secret that the caller brought */
    public Optional<OpenCapture> begin(
            CaptureSettings settings, ApiKey key, UUID call, Instant time, Optional<String> presented) {
        if (!settings.enabled() || !key.rules().keepsBodies()) {
            return Optional.empty();
        }
        OpenCapture capture = new OpenCapture(call, time, key.id(), settings.maxBytes(), memory);
        presented.map(Secret::new).ifPresent(capture::knows);
        return Optional.of(capture);
    }

    /** The call is over. Returns at once. */
    public void finish(OpenCapture capture) {
        if (capture.isAbandoned()) {
            capture.release();
            dropped("memory");
        } else {
            waiting.add(capture);
        }
    }

    /** The next one to store; waits a little for it. */
    Optional<OpenCapture> poll(Duration patience) throws InterruptedException {
        return Optional.ofNullable(waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    void dropped(String reason) {
        metrics.dropped(reason);
        Level level = told.compareAndSet(false, true) ? Level.WARNING : Level.DEBUG;
        LOG.log(level, "The bodies of a call were not kept ({0}); the metrics count what follows", reason);
    }
}

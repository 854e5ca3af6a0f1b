package io.omniroute.routing.capture;

import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.callpolicy.CaptureSettings;
import io.omniroute.routing.operations.GatewayStarting;
import io.omniroute.routing.operations.GatewayStopping;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.snapshot.Snapshots;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The thread that redacts and stores captures, and removes those whose time is over. */
@ApplicationScoped
public class CaptureKeeper {
    /** Behind whoever reads the configuration, see {@link GatewayStarting}. */
    private static final int AFTER_CONFIGURATION = 1_200;
    /** Behind the drain: the last calls have bodies too. */
    private static final int AFTER_DRAIN = 9_100;

    private static final Logger LOG = System.getLogger(CaptureKeeper.class.getName());
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration FAREWELL = Duration.ofSeconds(10);
    private static final int TRIES = 5;

    private final Captures captures;
    private final CapturedBodies store;
    private final Snapshots snapshots;
    private final Retention retention;
    private volatile boolean stopping;
    private volatile Optional<Thread> thread = Optional.empty();

    @Inject
    public CaptureKeeper(Captures captures, CapturedBodies store, Snapshots snapshots) {
        this(captures, store, snapshots, Clock.systemUTC());
    }

    CaptureKeeper(Captures captures, CapturedBodies store, Snapshots snapshots, Clock clock) {
        this.captures = captures;
        this.store = store;
        this.snapshots = snapshots;
        this.retention = new Retention(store, clock);
    }

    protected CaptureKeeper() {
        this(null, null, null, null); // for the CDI proxy
    }

    void start(@Observes @Priority(AFTER_CONFIGURATION) GatewayStarting event) {
        thread = Optional.of(
                Thread.ofPlatform().daemon().name("omniroute-captures").start(this::run));
    }

    void stop(@Observes @Priority(AFTER_DRAIN) GatewayStopping event) {
        stopping = true;
        try {
            if (thread.isPresent() && !thread.get().join(FAREWELL)) {
                LOG.log(Level.WARNING, "Some captured bodies were not stored in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    void end() {
        stopping = true;
        thread.ifPresent(Thread::interrupt);
    }

    private void run() {
        try {
            while (!stopping || !captures.isEmpty()) {
                round(TICK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server tears the application down
        }
    }

    /** Stores one capture, if one comes, and tidies up if that is due. */
    void round(Duration patience) throws InterruptedException {
        Optional<OpenCapture> next = captures.poll(patience);
        if (next.isPresent()) {
            try {
                keep(next.get());
            } catch (RuntimeException e) { // the edge of the thread: it has others to serve
                LOG.log(Level.WARNING, "The bodies of a call could not be kept", e);
                captures.dropped("error");
            } finally {
                next.get().release();
            }
        }
        try {
            retention.tick(snapshots.current().policies().capture(), next.isPresent());
        } catch (RuntimeException e) { // the edge of the thread: the next round tries again
            LOG.log(Level.DEBUG, "Captured bodies could not be tidied up", e);
        }
    }

    /** Asked again here: whoever switches it off must not find a body of a call that ended later. */
    private boolean isWanted(OpenCapture capture) {
        Snapshot now = snapshots.current();
        CaptureSettings settings = now.policies().capture();
        return settings.enabled() && now.keysByHash().values().stream().anyMatch(key -> keeps(key, capture.key()));
    }

    private static boolean keeps(ApiKey key, ApiKeyId id) {
        return key.id().equals(id) && key.rules().keepsBodies();
    }

    private void keep(OpenCapture capture) throws InterruptedException {
        if (!isWanted(capture)) {
            return;
        }
        CapturedCall call = capture.toKeep();
        for (int tried = 1; !stored(call, tried); tried++) {
            if (tried == TRIES || stopping) {
                captures.dropped("store");
                return;
            }
            Thread.sleep(1_000);
        }
    }

    private boolean stored(CapturedCall call, int tried) {
        try {
            store.put(call);
            return true;
        } catch (RuntimeException e) { // the edge of the thread; a database may be down for a while
            LOG.log(tried == 1 ? Level.WARNING : Level.DEBUG, "Captured bodies could not be stored: {0}", e.toString());
            return false;
        }
    }
}

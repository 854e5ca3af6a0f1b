package io.omniroute.routing.snapshot;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Holds the current snapshot and replaces it when the configuration changes, here or on another node. Thread-safe. */
@ApplicationScoped
public class Snapshots {
    /** For who observes {@link ConfigurationChanged} and needs the new picture: this one has the default priority. */
    public static final int BEHIND_REFRESH = 3_000;

    private static final Logger LOG = System.getLogger(Snapshots.class.getName());
    private static final long POLL_SECONDS = 2;

    private final SnapshotReader reader;
    private volatile Snapshot current;
    private ScheduledExecutorService poll;

    @Inject
    public Snapshots(SnapshotReader reader) {
        this.reader = reader;
    }

    protected Snapshots() {
        this(null); // for the CDI proxy
    }

    /** Reads the first snapshot and begins to look for changes by other nodes. Called once, when the database is ready. */
    public synchronized void start() {
        current = reader.read();
        poll = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform()
                .daemon()
                .name("omniroute-configuration-poll")
                .factory());
        poll.scheduleWithFixedDelay(this::pollVersion, POLL_SECONDS, POLL_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        if (poll != null) {
            poll.shutdownNow();
        }
    }

    public Snapshot current() {
        Snapshot snapshot = current;
        if (snapshot == null) {
            throw new IllegalStateException("the configuration has not been read yet");
        }
        return snapshot;
    }

    synchronized void refresh(@Observes ConfigurationChanged change) {
        if (current != null) {
            current = reader.read();
        }
    }

    private void pollVersion() {
        try {
            if (reader.version() != current.version()) {
                refresh(new ConfigurationChanged());
            }
        } catch (RuntimeException e) { // the edge of the thread; the last good picture stays in force
            LOG.log(Level.WARNING, "The configuration could not be read; the last one stays: {0}", e.getMessage());
        }
    }
}

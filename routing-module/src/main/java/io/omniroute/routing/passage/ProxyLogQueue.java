package io.omniroute.routing.passage;

import io.omniroute.routing.operations.GatewayStarting;
import io.omniroute.routing.operations.GatewayStopping;
import io.omniroute.routing.operations.StartupRefusedException;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Carries entries into the log on a thread of its own; calls never wait for it, and what does not fit while the database is
 * away is counted and lost. Thread-safe.
 */
@ApplicationScoped
public class ProxyLogQueue {
    private static final Logger LOG = System.getLogger(ProxyLogQueue.class.getName());
    private static final int ROOM = 10_000;
    private static final int BATCH = 500;
    private static final long PERIOD_MILLIS = 500;
    private static final int MOST_ROWS = 1_000_000;

    private final BlockingQueue<ProxyLogEntry> waiting = new ArrayBlockingQueue<>(ROOM);
    private final AtomicLong lost = new AtomicLong();
    private final ProxyLog log;
    private final int rows;
    private final ScheduledExecutorService thread;
    private final List<ProxyLogEntry> batch = new ArrayList<>(); // the thread's own, as the rest
    private int untrimmed = BATCH;
    private boolean failing;

    /** @param rows how many are kept; 0 for no log at all */
    @Inject
    public ProxyLogQueue(
            ProxyLog log, @ConfigProperty(name = "omniroute.proxy.log.rows", defaultValue = "5000") String rows) {
        this.log = log;
        this.rows = rows(rows);
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("omniroute-proxy-log").factory());
    }

    protected ProxyLogQueue() { // for the CDI proxy
        this.log = null;
        this.rows = 0;
        this.thread = null;
    }

    private static int rows(String text) {
        if (!text.matches("\\d{1,7}") || Integer.parseInt(text) > MOST_ROWS) {
            throw new StartupRefusedException(
                    "OMNIROUTE_PROXY_LOG_ROWS must be a whole number from 0 to " + MOST_ROWS + ", but is " + text);
        }
        return Integer.parseInt(text);
    }

    /** Takes an entry without blocking; it is lost, and counted, when there is no room. */
    public void offer(ProxyLogEntry entry) {
        if (rows == 0 || waiting.offer(entry)) {
            return;
        }
        if (lost.getAndIncrement() == 0) {
            LOG.log(Level.WARNING, "The proxy log is full: entries are lost until the database takes them again");
        }
    }

    /** How many entries there was no room for. */
    public long lost() {
        return lost.get();
    }

    /** Early, because being made is the check: a bad setting ends the start before a first login is shown. */
    void start(@Observes @Priority(1) GatewayStarting event) {
        if (rows > 0) {
            thread.scheduleWithFixedDelay(this::run, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Behind the drain: the last calls have something to tell. */
    void stop(@Observes @Priority(9_000) GatewayStopping event) {
        thread.execute(this::run);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "The proxy log was not saved in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    void end() {
        if (thread != null) {
            thread.shutdownNow();
        }
    }

    /** Saves all that waits; what cannot be saved waits on. */
    void drain() {
        while (true) {
            waiting.drainTo(batch, BATCH - batch.size());
            if (batch.isEmpty()) {
                return;
            }
            log.append(List.copyOf(batch));
            untrimmed += batch.size();
            batch.clear();
            if (untrimmed >= BATCH || untrimmed >= rows) {
                log.trim(rows);
                untrimmed = 0;
            }
        }
    }

    private void run() {
        try {
            drain();
            failing = false;
        } catch (RuntimeException e) { // the edge of the thread: the next round tries again
            LOG.log(failing ? Level.DEBUG : Level.WARNING, "The proxy log is not saved for now: {0}", e);
            failing = true;
        }
    }
}

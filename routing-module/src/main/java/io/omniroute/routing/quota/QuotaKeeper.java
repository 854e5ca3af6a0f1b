package io.omniroute.routing.quota;

import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.routing.operations.GatewayStarting;
import io.omniroute.routing.operations.GatewayStopping;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The thread that carries counters and what vendors reported into the store, once a second; calls never wait for it. */
@ApplicationScoped
public class QuotaKeeper {
    /** Behind whoever reads the configuration, see {@link GatewayStarting}. */
    private static final int AFTER_CONFIGURATION = 1_100;
    /** Behind the drain: the last calls have something to count. */
    private static final int AFTER_DRAIN = 9_000;

    private static final Logger LOG = System.getLogger(QuotaKeeper.class.getName());

    private final QuotaBook book;
    private final QuotaStore store;
    private final ScheduledExecutorService thread;
    private boolean failing; // the thread's own

    @Inject
    public QuotaKeeper(QuotaBook book, QuotaStore store) {
        this.book = book;
        this.store = store;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("omniroute-quota").factory());
    }

    protected QuotaKeeper() { // for the CDI proxy
        book = null;
        store = null;
        thread = null;
    }

    void start(@Observes @Priority(AFTER_CONFIGURATION) GatewayStarting event) {
        store.removeOrphans();
        book.restore(store.load());
        book.restoreReports(store.loadReports());
        thread.scheduleWithFixedDelay(this::run, 1, 1, TimeUnit.SECONDS);
    }

    void stop(@Observes @Priority(AFTER_DRAIN) GatewayStopping event) {
        thread.execute(this::run);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "The quota counters were not saved in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @PreDestroy
    void end() {
        thread.shutdownNow();
    }

    void keep() {
        keepCounts();
        dropForgotten();
        keepReports();
    }

    /** Before the reports: what was heard since then is newer. */
    private void dropForgotten() {
        Set<ConnectionId> forgotten = book.takeForgotten();
        if (forgotten.isEmpty()) {
            return;
        }
        try {
            store.removeReports(forgotten);
        } catch (RuntimeException e) {
            book.forgottenStill(forgotten);
            throw e;
        }
    }

    private void keepReports() {
        Map<ConnectionId, List<QuotaState>> heard = book.takeHeard();
        if (heard.isEmpty()) {
            return;
        }
        try {
            store.saveReports(heard);
        } catch (RuntimeException e) {
            book.heardStill(heard.keySet());
            throw e;
        }
    }

    private void keepCounts() {
        Map<QuotaKey, QuotaCount> changed = book.takeChanged();
        if (changed.isEmpty()) {
            return;
        }
        try {
            store.save(changed);
        } catch (RuntimeException e) {
            book.changedStill(changed.keySet());
            throw e;
        }
    }

    private void run() {
        try {
            keep();
            failing = false;
        } catch (RuntimeException e) { // the edge of the thread: the next round tries again
            LOG.log(failing ? Level.DEBUG : Level.WARNING, "The quota counters are not saved for now: {0}", e);
            failing = true;
        }
    }
}

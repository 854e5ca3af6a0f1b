package io.omniroute.persistence.snapshot;

import io.omniroute.routing.snapshot.ConfigurationChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Turns a change into {@link ConfigurationChanged} once it is committed, and before the transaction's caller goes on. */
@ApplicationScoped
public class ChangeAnnouncer {
    private static final Logger LOG = Logger.getLogger(ChangeAnnouncer.class.getName());

    private final Event<ConfigurationChanged> changed;

    @Inject
    ChangeAnnouncer(Event<ConfigurationChanged> changed) {
        this.changed = changed;
    }

    protected ChangeAnnouncer() { // for the CDI proxy
        this(null);
    }

    /**
     * On a thread of its own, because this one may still carry the transaction that has just ended (Jakarta
     * Transactions, afterCompletion): observers that read the database could not begin theirs.
     */
    void announce(@Observes(during = TransactionPhase.AFTER_SUCCESS) ConfigurationTouched touched) {
        Thread announcement = Thread.ofVirtual().name("configuration-changed").start(this::fire);
        try {
            announcement.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fire() {
        try {
            changed.fire(new ConfigurationChanged());
        } catch (RuntimeException e) {
            // the edge of the thread: the change is committed, and the version poll will notice it again
            LOG.log(Level.SEVERE, "A change of the configuration was stored but is not in force yet.", e);
        }
    }
}

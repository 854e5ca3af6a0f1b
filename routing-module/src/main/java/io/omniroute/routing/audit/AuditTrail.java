package io.omniroute.routing.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Writes what happened into the audit log, in the transaction of the change itself. Thread-safe. */
@ApplicationScoped
@Transactional
public class AuditTrail {
    private final AuditLog log;
    private final Clock clock;

    @Inject
    public AuditTrail(AuditLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    protected AuditTrail() { // for the CDI proxy
        this(null, null);
    }

    /**
     * @param action such as {@code key.delete}
     * @param before the object as the API shows it, so without secrets; {@code after} likewise
     */
    public void changed(
            Actor actor, String action, String target, Optional<JsonObject> before, Optional<JsonObject> after) {
        log.append(new AuditEntry(
                UUID.randomUUID(),
                now(),
                printable(actor.name(), 200),
                action,
                printable(target, 500),
                actor.address(),
                before.map(JsonObject::toString),
                after.map(JsonObject::toString)));
    }

    /**
     * An attempt that was turned away; stays in the log when the transaction around it is rolled back for that.
     *
     * @param target method and path, without the query, or kind and id
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void refused(Actor actor, String action, String target) {
        changed(actor, action, target, Optional.empty(), Optional.empty());
    }

    /** Names and paths of refused attempts are whatever a stranger sent; the log keeps what a database can hold. */
    private static String printable(String text, int max) {
        String clean = text.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
        return clean.length() > max ? clean.substring(0, max) : clean;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

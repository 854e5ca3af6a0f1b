package io.omniroute.routing.audit;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps audit entries; nothing changes or removes one. */
public interface AuditLog {
    /** Joins the running transaction, so that a change and its entry stand or fall together. */
    void append(AuditEntry entry);

    /** Newest first. @param after continue behind this entry; @param limit 1 to 1,000 */
    List<AuditEntry> page(Optional<UUID> after, int limit);
}

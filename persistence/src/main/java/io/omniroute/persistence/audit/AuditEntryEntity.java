package io.omniroute.persistence.audit;

import io.omniroute.persistence.jpa.Texts;
import io.omniroute.persistence.jpa.Times;
import io.omniroute.routing.audit.AuditEntry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

@Entity
@Table(name = "audit_entry")
class AuditEntryEntity {
    @Id
    private String id;

    @Column(name = "logged_at")
    private OffsetDateTime time;

    private String actor;
    private String action;
    private String target;
    private String address;

    @Column(name = "before_json")
    private String before;

    @Column(name = "after_json")
    private String after;

    protected AuditEntryEntity() {} // for JPA

    /** The actor of a failed login and the target are whatever was sent, so they are cut to size. */
    AuditEntryEntity(AuditEntry entry) {
        id = entry.id().toString();
        time = Times.column(entry.time());
        actor = Texts.fit(entry.actor(), 200);
        action = Texts.fit(entry.action(), 100);
        target = Texts.fit(entry.target(), 500);
        address = Texts.fit(entry.address(), 100);
        before = entry.before().orElse(null);
        after = entry.after().orElse(null);
    }

    OffsetDateTime time() {
        return time;
    }

    AuditEntry toEntry() {
        return new AuditEntry(
                UUID.fromString(id),
                time.toInstant(),
                actor,
                action,
                target,
                address,
                Optional.ofNullable(before),
                Optional.ofNullable(after));
    }
}

package io.omniroute.persistence.audit;

import io.omniroute.routing.audit.AuditEntry;
import io.omniroute.routing.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps the audit log in the database. */
@ApplicationScoped
@Transactional
public class JpaAuditLog implements AuditLog {
    private static final String NEWEST_FIRST = " order by a.time desc, a.id desc";
    private static final String LATEST = "select a from AuditEntryEntity a" + NEWEST_FIRST;
    private static final String BEHIND =
            "select a from AuditEntryEntity a where a.time < :time or (a.time = :time and a.id < :id)" + NEWEST_FIRST;

    private final EntityManager entities;

    @Inject
    public JpaAuditLog(EntityManager entities) {
        this.entities = entities;
    }

    protected JpaAuditLog() { // for the CDI proxy
        this(null);
    }

    @Override
    public void append(AuditEntry entry) {
        entities.persist(new AuditEntryEntity(entry));
    }

    @Override
    public List<AuditEntry> page(Optional<UUID> after, int limit) {
        if (after.isEmpty()) {
            return read(entities.createQuery(LATEST, AuditEntryEntity.class), limit);
        }
        String id = after.get().toString();
        AuditEntryEntity last = entities.find(AuditEntryEntity.class, id);
        if (last == null) {
            return List.of(); // not from the beginning: a caller that follows pages would never end
        }
        return read(
                entities.createQuery(BEHIND, AuditEntryEntity.class)
                        .setParameter("time", last.time())
                        .setParameter("id", id),
                limit);
    }

    private static List<AuditEntry> read(TypedQuery<AuditEntryEntity> query, int limit) {
        return query.setMaxResults(limit)
                .getResultStream()
                .map(AuditEntryEntity::toEntry)
                .toList();
    }
}

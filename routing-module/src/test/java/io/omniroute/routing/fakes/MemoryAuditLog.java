package io.omniroute.routing.fakes;

import io.omniroute.routing.audit.AuditEntry;
import io.omniroute.routing.audit.AuditLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps entries in a list. */
public final class MemoryAuditLog implements AuditLog {
    private final List<AuditEntry> entries = new ArrayList<>();

    @Override
    public void append(AuditEntry entry) {
        entries.add(0, entry);
    }

    @Override
    public List<AuditEntry> page(Optional<UUID> after, int limit) {
        return entries.stream()
                .dropWhile(entry -> after.isPresent() && !entry.id().equals(after.get()))
                .skip(after.isPresent() ? 1 : 0)
                .limit(limit)
                .toList();
    }

    public List<AuditEntry> entries() {
        return List.copyOf(entries);
    }

    public AuditEntry last() {
        return entries.get(0);
    }
}

package io.omniroute.routing.audit;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One change, or one refused attempt at it.
 *
 * @param actor the login, or {@code system}
 * @param action such as {@code provider.create}, {@code key.delete}, {@code auth.login.failed}
 * @param target what was changed: kind and id
 * @param address the client's IP address; empty for the system itself
 * @param before JSON of the object before, without secrets
 * @param after JSON of the object after, without secrets
 */
public record AuditEntry(
        UUID id,
        Instant time,
        String actor,
        String action,
        String target,
        String address,
        Optional<String> before,
        Optional<String> after) {
    public AuditEntry {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }
}

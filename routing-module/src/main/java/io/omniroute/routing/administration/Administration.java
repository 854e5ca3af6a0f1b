package io.omniroute.routing.administration;

import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The one way to change configuration objects of any kind. Each call is a transaction that holds the change and its audit
 * entry. What is for ADMIN alone within a kind that others may change is refused here, whoever asks for the change. Thread-safe.
 */
@ApplicationScoped
@Transactional
public class Administration {
    private static final Body NOTHING = Body.of(JsonValue.EMPTY_JSON_OBJECT);

    private final AuditTrail trail;
    private final ConfigurationVersion version;

    @Inject
    public Administration(AuditTrail trail, ConfigurationVersion version) {
        this.trail = trail;
        this.version = version;
    }

    protected Administration() { // for the CDI proxy
        this(null, null);
    }

    /** Oldest first. */
    public <K, V> List<V> list(Kind<K, V> kind) {
        return kind.store().list();
    }

    /** @throws Refusal 404 */
    public <K, V> V require(Kind<K, V> kind, String id) {
        return kind.key(id)
                .flatMap(kind.store()::find)
                .orElseThrow(() -> Refusal.notFound("There is no " + kind.word() + " '" + id + "'."));
    }

    public <K, V> V create(Kind<K, V> kind, Body body, Actor actor) {
        version.hold();
        V created = kind.read(body, Optional.empty());
        requireAllowed(kind, Optional.empty(), created, body, actor);
        kind.store().put(created);
        trail.changed(
                actor,
                kind.word() + ".create",
                target(kind, created),
                Optional.empty(),
                Optional.of(kind.write(created)));
        return created;
    }

    /** Members that the body does not name go back to their defaults, secrets excepted. */
    public <K, V> V replace(Kind<K, V> kind, String id, Body body, Actor actor) {
        version.hold();
        return store(kind, require(kind, id), body, actor);
    }

    /** A JSON merge patch (RFC 7396): members that the body does not name stay, those that are null go. */
    public <K, V> V patch(Kind<K, V> kind, String id, Body body, Actor actor) {
        version.hold();
        return merge(kind, require(kind, id), body, actor);
    }

    /** A change that no body describes. @param verb for the audit log */
    public <K, V> V change(Kind<K, V> kind, String id, String verb, UnaryOperator<V> change, Actor actor) {
        version.hold();
        V current = require(kind, id);
        V changed = change.apply(current);
        requireAllowed(kind, Optional.of(current), changed, NOTHING, actor);
        kind.store().put(changed);
        trail.changed(
                actor,
                kind.word() + "." + verb,
                target(kind, changed),
                Optional.of(kind.write(current)),
                Optional.of(kind.write(changed)));
        return changed;
    }

    public <K, V> void remove(Kind<K, V> kind, String id, Actor actor) {
        version.hold();
        V current = require(kind, id);
        kind.requireRemovable(current);
        kind.key(id).ifPresent(kind.store()::remove);
        trail.changed(
                actor,
                kind.word() + ".delete",
                target(kind, current),
                Optional.of(kind.write(current)),
                Optional.empty());
    }

    /** Patches the object of the same natural name, or creates it. Writes nothing when that changes nothing. */
    public <K, V> V apply(Kind<K, V> kind, Body body, Actor actor) {
        version.hold();
        return kind.match(body)
                .map(current -> merge(kind, current, body, actor))
                .orElseGet(() -> create(kind, body, actor));
    }

    private <K, V> V merge(Kind<K, V> kind, V current, Body patch, Actor actor) {
        return store(kind, current, patch.mergedOnto(kind.write(current)), actor);
    }

    private <K, V> V store(Kind<K, V> kind, V current, Body body, Actor actor) {
        V changed = kind.read(body, Optional.of(current));
        if (changed.equals(current)) {
            return current;
        }
        requireAllowed(kind, Optional.of(current), changed, body, actor);
        kind.store().put(changed);
        JsonObject before = kind.write(current);
        trail.changed(
                actor,
                kind.word() + ".update",
                target(kind, changed),
                Optional.of(before),
                Optional.of(kind.write(changed)));
        return changed;
    }

    private <K, V> void requireAllowed(Kind<K, V> kind, Optional<V> current, V changed, Body body, Actor actor) {
        if (actor.administers()) {
            return;
        }
        kind.objection(current, changed, body).ifPresent(refusal -> {
            trail.refused(actor, "auth.forbidden", target(kind, changed));
            throw refusal;
        });
    }

    private static <K, V> String target(Kind<K, V> kind, V value) {
        return kind.word() + ":" + kind.id(value);
    }
}

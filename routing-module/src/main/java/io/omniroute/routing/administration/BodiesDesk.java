package io.omniroute.routing.administration;

import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.capture.CapturedBodies;
import io.omniroute.routing.capture.CapturedCall;
import io.omniroute.routing.json.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Shows and removes captured bodies. Nobody reads one without an entry in the audit log: both are one transaction. */
@ApplicationScoped
@Transactional
public class BodiesDesk {
    private final CapturedBodies bodies;
    private final AuditTrail trail;

    @Inject
    public BodiesDesk(CapturedBodies bodies, AuditTrail trail) {
        this.bodies = bodies;
        this.trail = trail;
    }

    protected BodiesDesk() { // for the CDI proxy
        this(null, null);
    }

    public boolean isKept(UUID call) {
        return bodies.isKept(call);
    }

    /** @throws Refusal 404 when none are kept of this call */
    public CapturedCall read(UUID call, Actor actor) {
        CapturedCall found =
                bodies.find(call).orElseThrow(() -> Refusal.notFound("No bodies are kept of the call '" + call + "'."));
        JsonObject whose = Json.createObjectBuilder()
                .add("apiKeyId", found.apiKeyId().toString())
                .add("time", found.time().toString())
                .build();
        trail.changed(actor, "bodies.read", "call:" + call, Optional.empty(), Optional.of(whose));
        return found;
    }

    /** @return how many calls there were whose bodies are gone now */
    public int removeBefore(Instant time, Actor actor) {
        int removed = bodies.removeBefore(time);
        JsonObject what = Json.createObjectBuilder()
                .add("before", time.toString())
                .add("removed", removed)
                .build();
        trail.changed(actor, "bodies.delete", "bodies", Optional.of(what), Optional.empty());
        return removed;
    }
}

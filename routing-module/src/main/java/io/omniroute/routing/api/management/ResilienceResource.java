package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.ResilienceDesk;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.health.Circuits;
import io.omniroute.routing.json.Body;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;

/** The rules for accounts and providers that fail, and how those of this node stand. */
@Path("/api/resilience")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.ADMINISTER)
public class ResilienceResource {
    private final ResilienceDesk desk;
    private final Circuits circuits;
    private final FreshStart start;
    private final RateLimits limits;
    private final AuditTrail trail;

    @Inject
    public ResilienceResource(
            ResilienceDesk desk, Circuits circuits, FreshStart start, RateLimits limits, AuditTrail trail) {
        this.desk = desk;
        this.circuits = circuits;
        this.start = start;
        this.limits = limits;
        this.trail = trail;
    }

    public ResilienceResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null, null, null, null);
    }

    @GET
    public JsonObject current() {
        return withCircuits(desk.current());
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public JsonObject patch(Body body, @Context SecurityContext security) {
        return withCircuits(desk.patch(body, CallerContext.actor(security)));
    }

    /** Closes every breaker and ends every rest on this node, those included that vendors announced. */
    @POST
    @Path("reset")
    @Access(read = Permission.VIEW, write = Permission.OPERATE)
    public JsonObject reset(@Context SecurityContext security) {
        int closed = start.all();
        JsonObject shown = Json.createObjectBuilder().add("resetCount", closed).build();
        trail.changed(
                CallerContext.actor(security), "resilience.reset", "circuits", Optional.empty(), Optional.of(shown));
        return Json.createObjectBuilder(shown)
                .add("ok", true)
                .add("message", closed + " breakers and cooldowns were cleared.")
                .build();
    }

    private JsonObject withCircuits(JsonObject rules) {
        return Json.createObjectBuilder(rules)
                .add("circuitBreakers", CircuitJson.list(circuits, key -> true, circuits.now()))
                .add("rateLimitStatus", limits.list())
                .build();
    }
}

package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.Providers;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.health.Circuits;
import io.omniroute.routing.json.Body;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import java.util.Set;

/** Models that are locked out for a while, though their accounts serve others. */
@Path("/api/models/availability")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.OPERATE)
public class AvailabilityResource {
    private final Circuits circuits;
    private final Providers providers;
    private final AuditTrail trail;

    @Inject
    public AvailabilityResource(Circuits circuits, Providers providers, AuditTrail trail) {
        this.circuits = circuits;
        this.providers = providers;
        this.trail = trail;
    }

    public AvailabilityResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null, null);
    }

    @GET
    public JsonObject unavailable() {
        JsonArray found = VendorHealth.lockouts(circuits, circuits.now()).build();
        return Json.createObjectBuilder()
                .add("unavailableCount", found.size())
                .add("models", found)
                .build();
    }

    /** {@code {"provider","model"}}: gives the model another chance on all accounts. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject clear(Body body, @Context SecurityContext security) {
        body.allow(Set.of("provider", "model"));
        var provider = providers.requireId(body.requireText("provider"), "provider");
        String model = body.requireLine("model", 300);
        int cleared = circuits.forget(provider, model);
        JsonObject shown =
                Json.createObjectBuilder().add("clearedCount", cleared).build();
        trail.changed(
                CallerContext.actor(security),
                "model.availability.clear",
                "model:" + provider + "/" + model,
                Optional.empty(),
                Optional.of(shown));
        return Json.createObjectBuilder(shown).add("ok", true).build();
    }
}

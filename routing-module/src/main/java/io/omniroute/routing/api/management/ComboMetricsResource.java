package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.Administration;
import io.omniroute.routing.administration.ComboKind;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.traffic.ComboTraffic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** What goes on at combos and their steps. */
@Path("/api/combos/metrics")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.OPERATE)
public class ComboMetricsResource {
    private final Administration administration;
    private final ComboKind kind;
    private final ComboTraffic traffic;
    private final AuditTrail trail;

    @Inject
    public ComboMetricsResource(Administration administration, ComboKind kind, ComboTraffic traffic, AuditTrail trail) {
        this.administration = administration;
        this.kind = kind;
        this.traffic = traffic;
        this.trail = trail;
    }

    public ComboMetricsResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null, null, null);
    }

    /** Of all combos by name, or with {@code ?combo=} of one. Of this node, since its start or the last reset. */
    @GET
    public JsonObject read(@Context UriInfo uri) {
        Optional<String> name = new Parameters(uri).text("combo");
        if (name.isPresent()) {
            return Json.createObjectBuilder()
                    .add("metrics", ComboMetricsJson.write(named(name.get()), traffic))
                    .build();
        }
        JsonObjectBuilder all = Json.createObjectBuilder();
        administration.list(kind).forEach(combo -> all.add(combo.name(), ComboMetricsJson.write(combo, traffic)));
        return Json.createObjectBuilder().add("metrics", all).build();
    }

    /** Begins to count anew, everywhere or with {@code ?combo=} at one. */
    @DELETE
    public Response reset(@Context UriInfo uri, @Context SecurityContext security) {
        Optional<Combo> one = new Parameters(uri).text("combo").map(this::named);
        one.ifPresentOrElse(combo -> traffic.reset(combo.id()), traffic::resetAll);
        trail.changed(
                CallerContext.actor(security),
                "combo.metrics.reset",
                "combo:" + one.map(kind::id).orElse("*"),
                Optional.empty(),
                Optional.empty());
        return Response.noContent().build();
    }

    private Combo named(String name) {
        return administration.list(kind).stream()
                .filter(combo -> combo.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("There is no combo '" + name + "'."));
    }
}

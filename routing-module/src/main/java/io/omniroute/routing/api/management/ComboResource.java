package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.Administration;
import io.omniroute.routing.administration.ComboKind;
import io.omniroute.routing.administration.ComboTemplate;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.combo.ComboId;
import io.omniroute.routing.diagnosis.ComboTest;
import io.omniroute.routing.json.Body;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.traffic.ComboTraffic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** Combos, what goes on at them, and whether they would work. */
@Path("/api/combos")
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.OPERATE)
public class ComboResource extends ObjectResource<ComboId, Combo> {
    private final ComboTemplate template;
    private final ComboTraffic traffic;
    private final ComboTest test;

    @Inject
    AuditTrail trail;

    @Inject
    public ComboResource(
            Administration administration,
            ComboKind kind,
            ComboTemplate template,
            ComboTraffic traffic,
            ComboTest test) {
        super(administration, kind);
        this.template = template;
        this.traffic = traffic;
        this.test = test;
    }

    public ComboResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null, null, null, null);
    }

    /** Makes the four-tier combo out of what is connected. */
    @POST
    @Path("template")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response createFromTemplate(Body body, @Context UriInfo uri, @Context SecurityContext security) {
        Combo created = template.create(body, CallerContext.actor(security));
        return Response.created(uri.getBaseUriBuilder().path("api/combos/{id}").build(kind().id(created)))
                .entity(show(created))
                .build();
    }

    /** Of all combos by name, or with {@code ?combo=} of one. Of this node, since its start or the last reset. */
    @GET
    @Path("metrics")
    public JsonObject metrics(@Context UriInfo uri) {
        Optional<String> name = new Parameters(uri).text("combo");
        if (name.isPresent()) {
            return Json.createObjectBuilder()
                    .add("metrics", ComboMetricsJson.write(named(name.get()), traffic))
                    .build();
        }
        JsonObjectBuilder all = Json.createObjectBuilder();
        administration().list(kind()).forEach(combo -> all.add(combo.name(), ComboMetricsJson.write(combo, traffic)));
        return Json.createObjectBuilder().add("metrics", all).build();
    }

    /** Begins to count anew, everywhere or with {@code ?combo=} at one. */
    @DELETE
    @Path("metrics")
    public Response resetMetrics(@Context UriInfo uri, @Context SecurityContext security) {
        Optional<Combo> one = new Parameters(uri).text("combo").map(this::named);
        one.ifPresentOrElse(combo -> traffic.reset(combo.id()), traffic::resetAll);
        trail.changed(
                CallerContext.actor(security),
                "combo.metrics.reset",
                "combo:" + one.map(kind()::id).orElse("*"),
                Optional.empty(),
                Optional.empty());
        return Response.noContent().build();
    }

    /** Asks every step a small question, one after the other. */
    @POST
    @Path("{id}/test")
    public JsonObject test(@PathParam("id") String id, @Context SecurityContext security) {
        Combo combo = administration().require(kind(), id);
        JsonObject report = ComboTestJson.write(combo, test.run(combo));
        trail.changed(
                CallerContext.actor(security), "combo.test", "combo:" + id, Optional.empty(), Optional.of(report));
        return report;
    }

    private Combo named(String name) {
        return administration().list(kind()).stream()
                .filter(combo -> combo.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("There is no combo '" + name + "'."));
    }
}

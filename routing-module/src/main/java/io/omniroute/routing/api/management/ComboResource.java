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
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** Combos, and whether they would work. */
@Path("/api/combos")
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.OPERATE)
public class ComboResource extends ObjectResource<ComboId, Combo> {
    private final ComboTemplate template;
    private final ComboTest test;
    private final AuditTrail trail;

    @Inject
    public ComboResource(
            Administration administration, ComboKind kind, ComboTemplate template, ComboTest test, AuditTrail trail) {
        super(administration, kind);
        this.template = template;
        this.test = test;
        this.trail = trail;
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
}

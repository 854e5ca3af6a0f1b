package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.BodiesDesk;
import io.omniroute.routing.json.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Set;

/** The captured bodies of all calls. */
@Path("/api/usage/bodies")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.READ_BODIES, write = Permission.ADMINISTER)
public class BodiesResource {
    private final BodiesDesk desk;

    @Inject
    public BodiesResource(BodiesDesk desk) {
        this.desk = desk;
    }

    public BodiesResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null);
    }

    /** Those of calls that began before {@code ?before=}. */
    @DELETE
    public JsonObject remove(@Context UriInfo uri, @Context SecurityContext security) {
        Parameters parameters = new Parameters(uri).allow(Set.of("before"));
        Instant before = parameters
                .instant("before")
                .orElseThrow(() -> Refusal.malformed("before", "The query parameter 'before' is required."));
        int removed = desk.removeBefore(before, CallerContext.actor(security));
        return Json.createObjectBuilder().add("removed", removed).build();
    }
}

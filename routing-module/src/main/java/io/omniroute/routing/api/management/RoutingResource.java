package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.RoutingDesk;
import io.omniroute.routing.json.Body;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** How accounts are chosen, what combos do by default, which models are hidden or disabled. */
@Path("/api/settings/routing")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.ADMINISTER)
public class RoutingResource {
    private final RoutingDesk desk;

    @Inject
    public RoutingResource(RoutingDesk desk) {
        this.desk = desk;
    }

    public RoutingResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null);
    }

    @GET
    public JsonObject current() {
        return desk.current();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject replace(Body body, @Context SecurityContext security) {
        return desk.replace(body, CallerContext.actor(security));
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public JsonObject patch(Body body, @Context SecurityContext security) {
        return desk.patch(body, CallerContext.actor(security));
    }
}

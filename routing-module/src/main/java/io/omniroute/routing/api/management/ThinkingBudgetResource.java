package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.CallPolicyDesk;
import io.omniroute.routing.json.Body;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** How much models think, whatever clients ask for. */
@Path("/api/settings/thinking-budget")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.ADMINISTER)
public class ThinkingBudgetResource {
    private final CallPolicyDesk desk;

    @Inject
    public ThinkingBudgetResource(CallPolicyDesk desk) {
        this.desk = desk;
    }

    public ThinkingBudgetResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null);
    }

    @GET
    public JsonObject current() {
        return desk.thinking();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject set(Body body, @Context SecurityContext security) {
        return desk.setThinking(body, CallerContext.actor(security));
    }
}

package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.CallPolicyDesk;
import io.omniroute.routing.json.Body;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;

/** Which addresses may call, and which are banned for a while. */
@Path("/api/settings/ip-filter")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.ADMINISTER)
public class IpFilterResource {
    private final CallPolicyDesk desk;

    @Inject
    public IpFilterResource(CallPolicyDesk desk) {
        this.desk = desk;
    }

    public IpFilterResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null);
    }

    @GET
    public JsonObject current() {
        return desk.filter();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject set(Body body, @Context SecurityContext security) {
        return desk.setFilter(body, CallerContext.actor(security));
    }

    @DELETE
    @Path("bans/{address: .+}") // a network has a slash in it
    public Response lift(@PathParam("address") String address, @Context SecurityContext security) {
        desk.lift(address, CallerContext.actor(security));
        return Response.noContent().build();
    }
}

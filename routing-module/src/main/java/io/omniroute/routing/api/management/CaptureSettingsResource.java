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

/** Whether bodies are kept at all, how much of them and how long. */
@Path("/api/settings/capture")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.ADMINISTER)
public class CaptureSettingsResource {
    private final CallPolicyDesk desk;

    @Inject
    public CaptureSettingsResource(CallPolicyDesk desk) {
        this.desk = desk;
    }

    public CaptureSettingsResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null);
    }

    @GET
    public JsonObject current() {
        return desk.capture();
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject set(Body body, @Context SecurityContext security) {
        return desk.setCapture(body, CallerContext.actor(security));
    }
}

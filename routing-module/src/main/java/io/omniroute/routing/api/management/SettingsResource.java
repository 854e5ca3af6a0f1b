package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.SettingsDesk;
import io.omniroute.routing.json.Body;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** Switches of the whole installation. */
@Path("/api/settings")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.ADMINISTER)
public class SettingsResource {
    private final SettingsDesk settings;

    @Inject
    public SettingsResource(SettingsDesk settings) {
        this.settings = settings;
    }

    public SettingsResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null);
    }

    @GET
    public JsonObject current() {
        return settings.current();
    }

    @PATCH
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public JsonObject patch(Body body, @Context SecurityContext security) {
        return settings.patch(body, CallerContext.actor(security));
    }
}

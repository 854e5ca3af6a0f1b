package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Limits and quotas of all connections at a glance. */
@Path("/api/rate-limits")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.ADMINISTER)
public class RateLimitResource {
    private final RateLimits limits;

    @Inject
    public RateLimitResource(RateLimits limits) {
        this.limits = limits;
    }

    public RateLimitResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null);
    }

    @GET
    public JsonObject all() {
        return Json.createObjectBuilder().add("connections", limits.list()).build();
    }
}

package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.Configuration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The whole configuration without secrets, in the form that {@code OMNIROUTE_CONFIG} takes. */
@Path("/api/config")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.ADMINISTER)
public class ConfigResource {
    private final Configuration configuration;

    @Inject
    public ConfigResource(Configuration configuration) {
        this.configuration = configuration;
    }

    public ConfigResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null);
    }

    @GET
    public JsonObject export() {
        return configuration.export();
    }
}

package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.telemetry.Timings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;

/** Where the time of this node's newest calls went. */
@Path("/api/telemetry/summary")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.ADMINISTER)
public class TelemetryResource {
    private static final int FIVE_MINUTES = 300_000;
    private static final int DAY = 86_400_000;

    private final Timings timings;

    @Inject
    public TelemetryResource(Timings timings) {
        this.timings = timings;
    }

    public TelemetryResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null);
    }

    @GET
    public JsonObject summary(@Context UriInfo uri) {
        int windowMs = new Parameters(uri).number("windowMs", 1, DAY).orElse(FIVE_MINUTES);
        return Json.createObjectBuilder()
                .add("windowMs", windowMs)
                .addAll(TelemetryJson.write(timings.summary(Duration.ofMillis(windowMs))))
                .build();
    }
}

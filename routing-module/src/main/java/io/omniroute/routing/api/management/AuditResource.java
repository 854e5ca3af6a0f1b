package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.audit.AuditEntry;
import io.omniroute.routing.audit.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.StringReader;
import java.util.Optional;

/** Who changed what, newest first. */
@Path("/api/audit")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.AUDIT, write = Permission.ADMINISTER)
public class AuditResource {
    private final AuditLog log;

    @Inject
    public AuditResource(AuditLog log) {
        this.log = log;
    }

    public AuditResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null);
    }

    @GET
    public JsonObject page(@Context UriInfo uri) {
        Parameters parameters = new Parameters(uri);
        int limit = parameters.limit();
        return Pages.full(
                log.page(parameters.uuid("after"), limit),
                limit,
                entry -> entry.id().toString(),
                AuditResource::write);
    }

    private static JsonObject write(AuditEntry entry) {
        return Json.createObjectBuilder()
                .add("id", entry.id().toString())
                .add("time", entry.time().toString())
                .add("actor", entry.actor())
                .add("action", entry.action())
                .add("target", entry.target())
                .add("address", entry.address())
                .add("before", parsed(entry.before()))
                .add("after", parsed(entry.after()))
                .build();
    }

    private static JsonValue parsed(Optional<String> json) {
        if (json.isEmpty()) {
            return JsonValue.NULL;
        }
        try (JsonReader reader = Json.createReader(new StringReader(json.get()))) {
            return reader.readValue();
        }
    }
}

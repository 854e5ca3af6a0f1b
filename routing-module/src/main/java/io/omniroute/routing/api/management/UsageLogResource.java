package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.BodiesDesk;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.usage.UsageLedger;
import io.omniroute.routing.usage.UsageLedger.LogQuery;
import io.omniroute.routing.usage.UsageRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The calls, one by one. */
@Path("/api/usage/logs")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.ADMINISTER)
public class UsageLogResource {
    private final UsageLedger ledger;
    private final CallNames names;
    private final BodiesDesk bodies;

    @Inject
    public UsageLogResource(UsageLedger ledger, CallNames names, BodiesDesk bodies) {
        this.ledger = ledger;
        this.names = names;
        this.bodies = bodies;
    }

    public UsageLogResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null, null);
    }

    /** Newest first; {@link LogParameters#NAMES} narrow it. */
    @GET
    public JsonObject page(@Context UriInfo uri) {
        Parameters parameters = new Parameters(uri).allow(LogParameters.NAMES);
        LogQuery query = new LogQuery(parameters.uuid("after"), parameters.limit(), LogParameters.filter(parameters));
        List<UsageRecord> page = ledger.page(query);
        boolean lost =
                query.after().isPresent() && query.after().flatMap(ledger::find).isEmpty();
        if (page.isEmpty() && lost) {
            throw Refusal.malformed("after", "'after' names no call of the log.");
        }
        return Pages.full(page, query.limit(), usage -> usage.id().toString(), UsageJson::write);
    }

    @GET
    @Path("{id}")
    public JsonObject one(@PathParam("id") String id, @Context UriInfo uri) {
        new Parameters(uri).allow(Set.of());
        UsageRecord usage = require(id);
        return AttemptLogJson.detail(usage, names, bodies.isKept(usage.id()));
    }

    /** What went through. Each reading is in the audit log. */
    @GET
    @Path("{id}/bodies")
    @Access(read = Permission.READ_BODIES, write = Permission.ADMINISTER)
    public JsonObject bodies(@PathParam("id") String id, @Context SecurityContext security) {
        UUID call = Parameters.id(id).orElseThrow(() -> noCall(id));
        return CapturedJson.write(bodies.read(call, CallerContext.actor(security)));
    }

    private UsageRecord require(String id) {
        return Parameters.id(id).flatMap(ledger::find).orElseThrow(() -> noCall(id));
    }

    private static Refusal noCall(String id) {
        return Refusal.notFound("There is no call '" + id + "' in the log.");
    }
}

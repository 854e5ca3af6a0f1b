package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.usage.AttemptId;
import io.omniroute.routing.usage.AttemptLog;
import io.omniroute.routing.usage.LoggedAttempt;
import io.omniroute.routing.usage.UsageLedger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The attempts of all calls: how an account or a provider fared. */
@Path("/api/usage/attempts")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.ADMINISTER)
public class AttemptResource {
    private static final Set<String> NAMES =
            Set.of("limit", "after", "from", "to", "provider", "connectionId", "failed", "asked");

    private final AttemptLog log;
    private final UsageLedger ledger;
    private final CallNames names;

    @Inject
    public AttemptResource(AttemptLog log, UsageLedger ledger, CallNames names) {
        this.log = log;
        this.ledger = ledger;
        this.names = names;
    }

    public AttemptResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null, null);
    }

    /** Newest first; {@code ?connectionId=&provider=&failed=&asked=&from=&to=&limit=&after=}. */
    @GET
    public JsonObject page(@Context UriInfo uri) {
        Parameters parameters = new Parameters(uri).allow(NAMES);
        AttemptLog.Query query = new AttemptLog.Query(
                after(parameters),
                parameters.limit(),
                parameters.instant("from"),
                parameters.instant("to"),
                parameters.text("provider"),
                parameters.uuid("connectionId"),
                parameters.text("failed").map(given -> parameters.flag("failed")),
                parameters.text("asked").map(given -> parameters.flag("asked")));
        List<LoggedAttempt> page = log.page(query);
        Map<UUID, String> connections = page.isEmpty() ? Map.of() : names.connections();
        return Pages.full(
                page,
                query.limit(),
                attempt -> attempt.id().toString(),
                attempt -> AttemptLogJson.write(attempt, connections));
    }

    private Optional<AttemptId> after(Parameters parameters) {
        Optional<AttemptId> after = parameters.text("after").map(text -> AttemptId.parse(text)
                .orElseThrow(() -> Refusal.malformed("after", "'after' must be the id of an attempt.")));
        if (after.isPresent() && ledger.find(after.get().call()).isEmpty()) {
            throw Refusal.malformed("after", "'after' names no attempt of the log.");
        }
        return after;
    }
}

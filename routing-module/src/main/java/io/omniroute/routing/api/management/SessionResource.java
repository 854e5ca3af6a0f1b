package io.omniroute.routing.api.management;

import io.omniroute.routing.access.Permission;
import io.omniroute.routing.affinity.Affinity;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.json.Amounts;
import io.omniroute.routing.json.Refusal;
import io.omniroute.routing.session.Session;
import io.omniroute.routing.session.SessionName.Source;
import io.omniroute.routing.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The conversations that go on at this node. */
@Path("/api/sessions")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.OPERATE)
public class SessionResource {
    private final Sessions sessions;
    private final Affinity affinity;
    private final AuditTrail trail;

    @Inject
    public SessionResource(Sessions sessions, Affinity affinity, AuditTrail trail) {
        this.sessions = sessions;
        this.affinity = affinity;
        this.trail = trail;
    }

    public SessionResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null, null);
    }

    @GET
    public JsonObject list(@Context UriInfo uri) {
        List<Session> all = sessions.list();
        JsonObject page = Pages.cut(all, new Parameters(uri), Session::id, SessionResource::write);
        return Json.createObjectBuilder()
                .add("count", all.size())
                .add("sessions", page.getJsonArray("items"))
                .add("next", page.get("next"))
                .build();
    }

    /** Forgets it, and with it the account that it goes to. */
    @DELETE
    @Path("{id}")
    public Response forget(@PathParam("id") String id, @Context SecurityContext security) {
        Session session = sessions.forget(id).orElseThrow(() -> Refusal.notFound("There is no session '" + id + "'."));
        if (session.name().source() != Source.CONTENT) {
            affinity.forgetSession(session.owner(), session.name().text());
        }
        trail.changed(
                CallerContext.actor(security),
                "session.forget",
                "session:" + session.id(),
                Optional.of(write(session)),
                Optional.empty());
        return Response.noContent().build();
    }

    private static JsonObject write(Session session) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", session.id())
                .add(
                        "source",
                        session.name().source().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .add("name", name(session))
                .add("apiKeyId", session.owner().toString())
                .add("model", session.model())
                .add("provider", session.provider());
        json.add(
                "connectionId",
                session.connection()
                        .<JsonValue>map(id -> Json.createValue(id.toString()))
                        .orElse(JsonValue.NULL));
        return json.add(
                        "startedAt",
                        session.startedAt().truncatedTo(ChronoUnit.MILLIS).toString())
                .add(
                        "lastSeenAt",
                        session.lastSeenAt().truncatedTo(ChronoUnit.MILLIS).toString())
                .add("requests", session.requests())
                .add("failures", session.failures())
                .add(
                        "tokens",
                        Json.createObjectBuilder()
                                .add("input", session.tokens().input())
                                .add("cached", session.tokens().cached())
                                .add("output", session.tokens().output()))
                .add("costUsd", Amounts.plain(session.costUsd()))
                .build();
    }

    /** What the caller calls it; a fingerprint of what was said is nobody's business. */
    private static JsonValue name(Session session) {
        return session.name().source() == Source.CONTENT
                ? JsonValue.NULL
                : Json.createValue(session.name().text());
    }
}

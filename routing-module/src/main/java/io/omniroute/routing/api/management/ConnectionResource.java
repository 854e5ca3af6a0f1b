package io.omniroute.routing.api.management;

import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.outbound.TlsProfile;
import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.Administration;
import io.omniroute.routing.administration.ConnectionKind;
import io.omniroute.routing.administration.TlsJson;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.diagnosis.ConnectionTest;
import io.omniroute.routing.diagnosis.TestReport;
import io.omniroute.routing.json.Body;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Optional;
import java.util.Set;

/** Accounts at providers. */
@Path("/api/providers")
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.OPERATE)
public class ConnectionResource extends ObjectResource<ConnectionId, Connection> {
    private final ConnectionTest test;
    private final ConnectionFacts facts;
    private final AuditTrail trail;

    @Inject
    public ConnectionResource(
            Administration administration,
            ConnectionKind kind,
            ConnectionTest test,
            ConnectionFacts facts,
            AuditTrail trail) {
        super(administration, kind);
        this.test = test;
        this.facts = facts;
        this.trail = trail;
    }

    public ConnectionResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null, null, null, null);
    }

    /** Calls the vendor with this account. The body may name a {@code model} to be asked; it may be left out. */
    @POST
    @Path("{id}/test")
    public JsonObject test(@PathParam("id") String id, InputStream body, @Context SecurityContext security)
            throws IOException {
        Optional<String> model = readModel(body);
        Connection connection = administration().require(kind(), id);
        TestReport report = test.run(connection, model);
        facts.tested(connection.id(), report);
        JsonObject shown = write(report);
        trail.changed(
                CallerContext.actor(security),
                "provider.test",
                "provider:" + connection.id(),
                Optional.empty(),
                Optional.of(shown));
        return shown;
    }

    @Override
    public Response remove(String id, SecurityContext security) {
        Response removed = super.remove(id, security);
        kind().key(id).ifPresent(facts::removed);
        return removed;
    }

    @Override
    public JsonObject replace(String id, Body body, SecurityContext security) {
        super.replace(id, body, security);
        kind().key(id).ifPresent(facts::changed);
        return find(id);
    }

    @Override
    public JsonObject patch(String id, Body body, SecurityContext security) {
        super.patch(id, body, security);
        kind().key(id).ifPresent(facts::changed);
        return find(id);
    }

    @Override
    protected JsonObject show(Connection connection) {
        JsonObjectBuilder shown =
                Json.createObjectBuilder(super.show(connection)).add("health", facts.health(connection));
        connection.tls().ifPresent(profile -> shown.add("tls", write(connection, profile)));
        facts.lastTest(connection.id()).ifPresent(report -> shown.add("lastTest", write(report)));
        return shown.build();
    }

    private JsonObject write(Connection connection, TlsProfile profile) {
        JsonObjectBuilder json = Json.createObjectBuilder(TlsJson.write(profile));
        facts.fingerprint(connection, profile).ifPresent(fingerprint -> json.add("fingerprint", fingerprint));
        return json.build();
    }

    private static Optional<String> readModel(InputStream body) throws IOException {
        PushbackInputStream in = new PushbackInputStream(body);
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        in.unread(first);
        return Body.parse(new LimitedStream(in, 10_000)).allow(Set.of("model")).line("model", 300);
    }

    private static JsonObject write(TestReport report) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("valid", report.valid())
                .add("statusCode", report.statusCode())
                .add("latencyMs", report.latencyMillis())
                .add("testedAt", report.testedAt().toString());
        report.diagnosis()
                .ifPresentOrElse(
                        diagnosis -> json.add("error", diagnosis.message())
                                .add(
                                        "diagnosis",
                                        Json.createObjectBuilder()
                                                .add("type", diagnosis.type())
                                                .add("source", diagnosis.source())
                                                .add("code", diagnosis.code())
                                                .add("message", diagnosis.message())),
                        () -> json.add("error", JsonValue.NULL));
        return json.build();
    }
}

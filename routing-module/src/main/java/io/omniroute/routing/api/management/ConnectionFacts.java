package io.omniroute.routing.api.management;

import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.outbound.TlsProfile;
import io.omniroute.provider.tls.Fingerprint;
import io.omniroute.provider.tls.Handshakes;
import io.omniroute.routing.administration.BaseUrls;
import io.omniroute.routing.administration.Providers;
import io.omniroute.routing.administration.TlsJson;
import io.omniroute.routing.diagnosis.TestReport;
import io.omniroute.routing.diagnosis.TestReports;
import io.omniroute.routing.health.CircuitKey;
import io.omniroute.routing.health.Circuits;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;

/** What this node knows of a connection: its last test, how its calls went, and how its handshake looks. */
@Dependent
public class ConnectionFacts {
    private final TestReports reports;
    private final Circuits circuits;
    private final FreshStart start;
    private final Providers providers;

    @Inject
    public ConnectionFacts(TestReports reports, Circuits circuits, FreshStart start, Providers providers) {
        this.reports = reports;
        this.circuits = circuits;
        this.start = start;
        this.providers = providers;
    }

    /** Under its TLS profile; absent for plain HTTP, and where this JDK can no longer make that handshake. */
    Optional<JsonObject> fingerprint(Connection connection, TlsProfile profile) {
        return providers
                .find(connection.provider().value())
                .map(provider -> connection.baseUrl().orElse(provider.baseUrl()))
                .map(url -> URI.create(BaseUrls.fill(url, connection.parameters())))
                .filter(uri -> "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null)
                .flatMap(uri -> fingerprint(profile, uri.getHost().replaceAll("[\\[\\]]", "")));
    }

    private static Optional<JsonObject> fingerprint(TlsProfile profile, String host) {
        try {
            return Optional.of(TlsJson.write(Fingerprint.of(Handshakes.hello(profile, host))));
        } catch (SSLException e) {
            return Optional.empty(); // calls will fail with this reason
        }
    }

    /** A test that went well ends every rest of the account. */
    void tested(ConnectionId connection, TestReport report) {
        reports.keep(connection, report);
        if (report.valid()) {
            start.works(connection);
        }
    }

    /** It was changed: whatever was wrong with it may be mended. */
    void changed(ConnectionId connection) {
        start.changed(connection);
    }

    void removed(ConnectionId connection) {
        reports.forget(connection);
        start.changed(connection);
    }

    Optional<TestReport> lastTest(ConnectionId connection) {
        return reports.find(connection);
    }

    /** Whether it can be called now, and which models of it cannot. */
    JsonObject health(Connection connection) {
        Instant now = circuits.now();
        CircuitKey account = new CircuitKey(connection.provider(), Optional.of(connection.id()), Optional.empty());
        JsonObjectBuilder json = circuits.state(account)
                .map(state -> Json.createObjectBuilder(CircuitJson.write(state, now)))
                .orElseGet(() -> Json.createObjectBuilder().add("state", "closed"));
        Predicate<CircuitKey> models = key -> key.model().isPresent()
                && key.connection().filter(connection.id()::equals).isPresent();
        JsonArray resting = CircuitJson.list(circuits, models, now).build();
        if (!resting.isEmpty()) {
            json.add("models", resting);
        }
        return json.build();
    }
}

package io.omniroute.routing.api.management;

import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
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
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/** What this node has seen of a connection: its last test, and how its calls went. */
@Dependent
public class ConnectionFacts {
    private final TestReports reports;
    private final Circuits circuits;

    @Inject
    public ConnectionFacts(TestReports reports, Circuits circuits) {
        this.reports = reports;
        this.circuits = circuits;
    }

    /** A test that went well ends every rest of the account. */
    void tested(ConnectionId connection, TestReport report) {
        reports.keep(connection, report);
        if (report.valid()) {
            circuits.forget(connection);
        }
    }

    /** It was changed: whatever was wrong with it may be mended. */
    void changed(ConnectionId connection) {
        circuits.forget(connection);
    }

    void removed(ConnectionId connection) {
        reports.forget(connection);
        circuits.forget(connection);
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

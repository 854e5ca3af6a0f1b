package io.omniroute.routing.diagnosis;

import io.omniroute.provider.connection.ConnectionId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The last report of each connection, as long as this node runs. Thread-safe. */
@ApplicationScoped
public class TestReports {
    private final Map<ConnectionId, TestReport> last = new ConcurrentHashMap<>();

    public void keep(ConnectionId connection, TestReport report) {
        last.put(connection, report);
    }

    public Optional<TestReport> find(ConnectionId connection) {
        return Optional.ofNullable(last.get(connection));
    }

    public void forget(ConnectionId connection) {
        last.remove(connection);
    }
}

package io.omniroute.routing.health;

import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.Connections;
import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.audit.AuditTrail;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.transaction.Transactional;
import java.util.Optional;

/** Switches off accounts that their vendors have given up. The change and its audit entry are one transaction. */
@ApplicationScoped
@Transactional
public class Retirement {
    private final Connections connections;
    private final AuditTrail trail;
    private final ConfigurationVersion version;

    @Inject
    public Retirement(Connections connections, AuditTrail trail, ConfigurationVersion version) {
        this.connections = connections;
        this.trail = trail;
        this.version = version;
    }

    protected Retirement() {
        this(null, null, null); // for the CDI proxy
    }

    /** One that has another credential by now stays. @return whether it was enabled until now */
    public boolean retire(Casualties.Casualty casualty) {
        version.hold();
        Optional<Connection> found = connections
                .find(casualty.id())
                .filter(Connection::enabled)
                .filter(known -> known.apiKey().equals(casualty.connection().apiKey()));
        found.ifPresent(connection -> {
            connections.put(connection.disabledBecause(casualty.reason()));
            trail.changed(
                    Actor.SYSTEM,
                    "provider.disable",
                    "provider:" + connection.id(),
                    Optional.of(enabled(true).build()),
                    Optional.of(enabled(false)
                            .add("disabledReason", casualty.reason())
                            .build()));
        });
        return found.isPresent();
    }

    private static jakarta.json.JsonObjectBuilder enabled(boolean value) {
        return Json.createObjectBuilder().add("enabled", value);
    }
}

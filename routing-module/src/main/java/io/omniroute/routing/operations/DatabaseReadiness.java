package io.omniroute.routing.operations;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while the database answers. */
@Readiness
@ApplicationScoped
public class DatabaseReadiness implements HealthCheck {
    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final DatabaseProbe database;

    @Inject
    public DatabaseReadiness(DatabaseProbe database) {
        this.database = database;
    }

    protected DatabaseReadiness() { // for the CDI proxy
        this(null);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("database")
                .status(database.answer(LIMIT).isPresent())
                .build();
    }
}

package io.omniroute.routing.operations;

import io.omniroute.routing.usage.JournalState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready while calls can be recorded. */
@Readiness
@ApplicationScoped
public class JournalReadiness implements HealthCheck {
    private final JournalState journal;

    @Inject
    public JournalReadiness(JournalState journal) {
        this.journal = journal;
    }

    protected JournalReadiness() { // for the CDI proxy
        this(null);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("journal")
                .status(journal.writable())
                .withData("pending", journal.pending())
                .build();
    }
}

package io.omniroute.routing.lifecycle;

import io.omniroute.routing.gateway.DrainGate;
import io.omniroute.routing.operations.GatewayStarting;
import io.omniroute.routing.operations.GatewayStopping;
import io.omniroute.routing.operations.StartupRefusedException;
import io.omniroute.routing.operations.Terminal;
import io.omniroute.routing.setup.FirstCredentials;
import io.omniroute.routing.setup.FirstStart;
import io.omniroute.routing.setup.SetupException;
import io.omniroute.routing.snapshot.Snapshots;
import io.omniroute.routing.usage.UsageDrain;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Starts the gateway behind its open database: accounts, configuration, snapshot, journal; and stops it without a loss. */
@ApplicationScoped
public class GatewayLifecycle {
    /** Behind whoever checks the master key, see {@link GatewayStarting}. */
    private static final int AFTER_SECRETS = 1_000;

    private static final Logger LOG = System.getLogger(GatewayLifecycle.class.getName());
    private static final Duration FLUSH = Duration.ofSeconds(10);

    private final FirstStart firstStart;
    private final Snapshots snapshots;
    private final UsageDrain journal;
    private final DrainGate gate;

    @Inject
    public GatewayLifecycle(FirstStart firstStart, Snapshots snapshots, UsageDrain journal, DrainGate gate) {
        this.firstStart = firstStart;
        this.snapshots = snapshots;
        this.journal = journal;
        this.gate = gate;
    }

    protected GatewayLifecycle() {
        this(null, null, null, null); // for the CDI proxy
    }

    void start(@Observes @Priority(AFTER_SECRETS) GatewayStarting event) {
        try {
            firstStart.run().ifPresent(GatewayLifecycle::announce);
        } catch (SetupException e) {
            throw new StartupRefusedException(e.getMessage(), e);
        }
        snapshots.start();
        journal.start();
    }

    void stop(@Observes GatewayStopping event) {
        if (!gate.drain(event.grace())) {
            LOG.log(Level.WARNING, "{0} calls were still running and are cut off", gate.runningCalls());
        }
        if (!journal.flush(FLUSH)) {
            LOG.log(Level.WARNING, "The usage journal was not drained; the next start does it");
        }
    }

    private static void announce(FirstCredentials made) {
        Terminal.print("First start. These are shown once:");
        Terminal.print("  login     " + made.user() + " / "
                + (made.passwordPreset()
                        ? "(from OMNIROUTE_ADMIN_PASSWORD)"
                        : made.password().reveal()));
        made.apiKey().ifPresent(key -> Terminal.print("  API key   " + key.reveal()));
    }
}

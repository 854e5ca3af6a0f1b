package io.omniroute.routing.api.management;

import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.routing.health.Casualties;
import io.omniroute.routing.health.Circuits;
import io.omniroute.routing.limits.ConnectionLimits;
import io.omniroute.routing.quota.QuotaBook;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Has this node forget what it holds against accounts. What administrators set, and what was counted by it, stays. */
@Dependent
public class FreshStart {
    private final Circuits circuits;
    private final Casualties casualties;
    private final ConnectionLimits limits;
    private final QuotaBook quotas;

    @Inject
    public FreshStart(Circuits circuits, Casualties casualties, ConnectionLimits limits, QuotaBook quotas) {
        this.circuits = circuits;
        this.casualties = casualties;
        this.limits = limits;
        this.quotas = quotas;
    }

    /** It was changed: it may be another account by now. */
    void changed(ConnectionId connection) {
        casualties.forget(connection);
        quotas.forgetReports(connection);
        works(connection);
    }

    /** It answers: whoever made it rest, or announced that nothing is left, is outdated. */
    void works(ConnectionId connection) {
        limits.forget(connection);
        circuits.forget(connection);
    }

    /** @return how many circuits that closed */
    int all() {
        quotas.forgetReports();
        limits.forgetAll();
        return circuits.forgetAll();
    }
}

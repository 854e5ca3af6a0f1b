package io.omniroute.routing.operations;

import io.omniroute.routing.usage.UsageDrain;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** How the journal fares, as its drain sees it. */
@ApplicationScoped
public class DrainState implements JournalState {
    private final UsageDrain drain;

    @Inject
    public DrainState(UsageDrain drain) {
        this.drain = drain;
    }

    protected DrainState() {
        this(null); // for the CDI proxy
    }

    @Override
    public boolean writable() {
        return drain.healthy();
    }

    @Override
    public long pending() {
        return drain.pendingRecords();
    }
}

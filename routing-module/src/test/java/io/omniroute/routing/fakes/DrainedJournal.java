package io.omniroute.routing.fakes;

import io.omniroute.routing.usage.UsageDrain;
import java.time.Duration;

/** A journal whose records are all in the ledger, or never get there. */
public final class DrainedJournal implements UsageDrain {
    private final boolean drains;

    public DrainedJournal() {
        this(true);
    }

    public DrainedJournal(boolean drains) {
        this.drains = drains;
    }

    @Override
    public void start() {}

    @Override
    public boolean flush(Duration patience) {
        return drains;
    }

    @Override
    public long pendingRecords() {
        return drains ? 0 : 1;
    }

    @Override
    public boolean healthy() {
        return drains;
    }
}

package io.omniroute.routing.usage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells a record that the ledger cannot take from a ledger that takes nothing. */
final class Salvage {
    private static final Logger LOG = Logger.getLogger(Salvage.class.getName());
    private static final int OUTAGE = 10;

    private final SegmentDirectory directory;
    private final UsageLedger ledger;
    private final LedgerFollower follower;

    Salvage(SegmentDirectory directory, UsageLedger ledger, LedgerFollower follower) {
        this.follower = follower;
        this.directory = directory;
        this.ledger = ledger;
    }

    /** @return false when not one record was taken: that is an outage, and nothing was put aside */
    boolean deliverOneByOne(List<UsageRecord> records) throws IOException {
        List<UsageRecord> refused = new ArrayList<>();
        boolean taken = false;
        for (UsageRecord each : records) {
            try {
                follower.store(List.of(each), () -> ledger.append(List.of(each)));
                taken = true;
            } catch (RuntimeException e) {
                // the reason is logged by the caller, which has seen it for the whole batch
                refused.add(each);
            }
            if (!taken && refused.size() == OUTAGE) {
                return false;
            }
        }
        if (taken) {
            putAside(refused);
        }
        return taken;
    }

    private void putAside(List<UsageRecord> refused) throws IOException {
        for (UsageRecord each : refused) {
            LOG.log(Level.SEVERE, "The ledger refuses usage record {0}; it was put aside in rejected.log.", each.id());
            directory.reject(each);
        }
    }
}

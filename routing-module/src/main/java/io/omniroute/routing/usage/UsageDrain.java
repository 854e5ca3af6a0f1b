package io.omniroute.routing.usage;

import java.time.Duration;

/** Moves journalled records into the ledger, in the background and in batches. Thread-safe. */
public interface UsageDrain {
    /**
     * Begins draining, with what an earlier process left behind. Called once at start, after the migrations; calling it
     * again does nothing.
     */
    void start();

    /**
     * Waits until all that was appended before this call is in the ledger, so that a reader sees it.
     *
     * @return false when that took longer than {@code patience}, as it does while the database is down
     */
    boolean flush(Duration patience);

    /** Records that are journalled but not yet in the ledger. */
    long pendingRecords();

    /** False while the ledger refuses records, or before {@link #start}. */
    boolean healthy();
}

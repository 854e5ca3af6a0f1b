package io.omniroute.routing.usage;

import java.util.List;

/**
 * Follows records from the journal into the ledger, so that whoever adds up both counts each once. Called by the drain, on
 * one thread at a time.
 */
public interface LedgerFollower {
    /** Does not look. */
    LedgerFollower NONE = new LedgerFollower() {};

    /** What an earlier process left in the journal, before any of it is moved; some may be in the ledger already. */
    default void found(List<UsageRecord> leftOver) {}

    /** Runs {@code append}, which puts the records into the ledger, or throws. */
    default void store(List<UsageRecord> records, Runnable append) {
        append.run();
    }

    /** Nothing is on its way. Called several times a second; throws nothing. */
    default void rest() {}
}

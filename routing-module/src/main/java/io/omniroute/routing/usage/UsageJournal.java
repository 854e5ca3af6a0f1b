package io.omniroute.routing.usage;

/** Takes records off the road: an append-only file that a background writer drains into the ledger. Thread-safe. */
public interface UsageJournal {
    /**
     * Returns when the record has reached the operating system, so that it survives a killed process; no database is
     * touched.
     */
    void append(UsageRecord usage);
}

package io.omniroute.routing.usage;

/** How the usage journal fares. */
public interface JournalState {
    /** Whether the last record could be written; true before the first. */
    boolean writable();

    /** Records, or a good guess at their number, that are on disk and not yet in the database. */
    long pending();
}

package io.omniroute.bench;

/** A process that answers calls, and what it has used so far. Closing it ends it. */
interface Server extends AutoCloseable {
    /** For calls in the vendor's own format. */
    Endpoint endpoint();

    Footprint footprint();

    @Override
    void close();
}

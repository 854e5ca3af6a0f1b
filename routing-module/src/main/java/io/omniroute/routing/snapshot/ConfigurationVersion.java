package io.omniroute.routing.snapshot;

/** A number in the database that grows with every change of configuration, so that other nodes notice. */
public interface ConfigurationVersion {
    long current();

    /**
     * Puts the transactions that begin with this in line, on all nodes: what one reads, none of the others changes until it
     * ends.
     */
    void hold();

    /** Joins the running transaction. Every store's {@code put} and {@code remove} call it. */
    void bump();
}

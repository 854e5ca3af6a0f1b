package io.omniroute.routing.snapshot;

/** A number in the database that grows with every change of configuration, so that other nodes notice. */
public interface ConfigurationVersion {
    long current();

    /** Joins the running transaction. Every store's {@code put} and {@code remove} call it. */
    void bump();
}

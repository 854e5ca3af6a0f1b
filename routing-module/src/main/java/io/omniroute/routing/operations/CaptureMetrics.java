package io.omniroute.routing.operations;

/** Counts bodies that were to be kept and were not. Thread-safe. */
public interface CaptureMetrics {
    /** @param reason one of a few words */
    void dropped(String reason);
}

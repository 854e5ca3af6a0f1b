package io.omniroute.routing.admission;

import io.omniroute.provider.client.Cancellation;

/** Looks whether the caller of a call is still there. For guards that make calls wait; costs nothing until it is asked. */
@FunctionalInterface
public interface CallerWatch {
    /** Of a caller who never leaves. */
    CallerWatch NONE = cancellation -> () -> {};

    /**
     * Cancels it when the caller leaves.
     *
     * @return ends the watch; must be run
     */
    Runnable begin(Cancellation cancellation);
}

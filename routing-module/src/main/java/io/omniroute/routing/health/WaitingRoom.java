package io.omniroute.routing.health;

import io.omniroute.provider.client.Cancellation;
import java.time.Duration;

/** Where calls wait for an account that is about to be free again. Thread-safe. */
interface WaitingRoom {
    /**
     * Waits until something changed, at most so long.
     *
     * @return false when there is no sense in waiting any longer: the caller left, or the gateway stops
     */
    boolean rest(Duration atMost, Cancellation cancellation);

    /** Something is free again: everybody looks. */
    void announce();

    /** Sends everybody on; from now on nobody waits. */
    void close();
}

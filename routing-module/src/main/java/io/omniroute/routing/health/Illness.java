package io.omniroute.routing.health;

import java.time.Duration;

/**
 * A failure on its way into a circuit.
 *
 * @param hinted whether the vendor itself said how long
 * @param threshold failures in a row that open the breaker; 0: never
 * @param reset how long the breaker stays open
 */
record Illness(Reason reason, String message, RestLength rest, boolean hinted, int threshold, Duration reset) {
    /** How long to rest at a level; zero where only the breaker decides. */
    @FunctionalInterface
    interface RestLength {
        Duration at(int level);
    }
}

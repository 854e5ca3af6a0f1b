package io.omniroute.routing.health;

import java.time.Duration;

/** Whether a circuit lets an attempt through. */
sealed interface Entry {
    /**
     * @param generation rises with every rest, so that a straggler's failure from before it does not count twice
     * @param probe whether this attempt alone decides how it goes on
     */
    record Open(long generation, boolean probe) implements Entry {}

    /** @param rest until it is worth asking again */
    record Shut(Duration rest, CircuitState state) implements Entry {}
}

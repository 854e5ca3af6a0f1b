package io.omniroute.routing.health;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the circuits of a target said.
 *
 * @param keys of the provider, the account and the model
 * @param open in the same order; fewer when one of them was shut
 */
record Tickets(List<CircuitKey> keys, List<Entry.Open> open, Optional<Entry.Shut> shut) {
    void release(Circuits circuits, Instant now) {
        for (int i = 0; i < open.size(); i++) {
            circuits.released(keys.get(i), open.get(i), now);
        }
    }
}

package io.omniroute.routing.plan;

import io.omniroute.routing.affinity.Binding;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.traffic.CallCounts;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whom a call may ask, most preferred first. The accounts of a leg come from {@link Planner#accounts} when it is its turn.
 *
 * @param legs at least one; laid out while they are walked along, anew each time
 * @param candidates every target, in the order of administrators
 * @param combo counts the call, when it named a combo
 * @param proven the account that made what the request carries and no other account can read
 * @param session the account that the session went to before
 */
public record Plan(
        Iterable<Leg> legs,
        List<Target> candidates,
        Optional<CallCounts> combo,
        Optional<Binding> proven,
        Optional<Binding> session,
        Asker asker,
        Snapshot snapshot) {
    public Plan {
        Objects.requireNonNull(legs, "legs");
        candidates = List.copyOf(candidates);
        Objects.requireNonNull(combo, "combo");
        Objects.requireNonNull(proven, "proven");
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(asker, "asker");
        Objects.requireNonNull(snapshot, "snapshot");
    }

    /** Whether it matters later who served this call. It always does to a response that the vendor stores. */
    public boolean remembers() {
        return remembers(candidates, snapshot);
    }

    static boolean remembers(List<Target> candidates, Snapshot snapshot) {
        return candidates.size() > 1 && snapshot.routes().policy().sessionAffinity();
    }
}

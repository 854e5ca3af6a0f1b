package io.omniroute.routing.capture;

import io.omniroute.routing.fakes.FakeClock;
import io.omniroute.routing.fakes.MemoryBodies;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.snapshot.Snapshots;
import java.time.Duration;

/** Does the keeper's work at once. */
public final class Drained {
    private Drained() {}

    public static Snapshots always(Snapshot snapshot) {
        return new Snapshots(null) {
            @Override
            public Snapshot current() {
                return snapshot;
            }
        };
    }

    /** @return what was kept */
    public static MemoryBodies of(Captures captures, Snapshot snapshot) {
        MemoryBodies bodies = new MemoryBodies();
        CaptureKeeper keeper = new CaptureKeeper(captures, bodies, always(snapshot), new FakeClock());
        try {
            while (!captures.isEmpty()) {
                keeper.round(Duration.ZERO);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return bodies;
    }
}

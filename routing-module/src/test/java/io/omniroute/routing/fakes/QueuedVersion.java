package io.omniroute.routing.fakes;

import io.omniroute.routing.snapshot.ConfigurationVersion;

/** For one thread, with another change ahead of it in line. */
public final class QueuedVersion implements ConfigurationVersion {
    /** Runs before the next {@link #hold} returns: the change of somebody who was there first. */
    public Runnable ahead = () -> {};

    @Override
    public long current() {
        return 1;
    }

    @Override
    public void hold() {
        Runnable first = ahead;
        ahead = () -> {};
        first.run();
    }

    @Override
    public void bump() {}
}

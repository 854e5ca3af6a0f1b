package io.omniroute.routing.fakes;

import io.omniroute.routing.snapshot.ConfigurationVersion;

/** For one thread and one node, where nobody else changes anything. */
public final class StillVersion implements ConfigurationVersion {
    @Override
    public long current() {
        return 1;
    }

    @Override
    public void hold() {}

    @Override
    public void bump() {}
}

package io.omniroute.persistence.testing;

import io.omniroute.routing.snapshot.ConfigurationVersion;

/** Counts changes. */
public final class CountingVersion implements ConfigurationVersion {
    private long version;

    @Override
    public long current() {
        return version;
    }

    @Override
    public void hold() {}

    @Override
    public void bump() {
        version++;
    }
}

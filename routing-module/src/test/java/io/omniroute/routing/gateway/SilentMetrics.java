package io.omniroute.routing.gateway;

import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.operations.CallMetrics;
import io.omniroute.routing.usage.UsageRecord;

/** Counts nothing. */
class SilentMetrics implements CallMetrics {
    @Override
    public void settled(UsageRecord usage) {}

    @Override
    public void attemptFailed(String provider) {}

    @Override
    public void passedOver(String provider) {}

    @Override
    public void refused(WireFormat format, int status) {}

    @Override
    public void streamOpened(String provider, String model) {}

    @Override
    public void streamClosed(String provider, String model) {}
}

package io.omniroute.routing.gateway;

import io.omniroute.routing.snapshot.Snapshot;

/** What belongs to one call from its first byte to its last. Confined to the thread of the call. */
record Exchange(ClientCall call, ClientReply reply, CallTrace trace, Snapshot snapshot) {
    /** Taken down, if the call is captured. */
    @Override
    public ClientReply reply() {
        return CaptureTaps.over(reply, trace);
    }
}

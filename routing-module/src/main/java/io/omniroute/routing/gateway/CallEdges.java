package io.omniroute.routing.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What stands around every call: the gate it enters by, the watch over it, the settlement that ends it. */
@ApplicationScoped
public class CallEdges {
    private final DrainGate gate;
    private final CallWatch watch;
    private final Settlement settlement;

    @Inject
    public CallEdges(DrainGate gate, CallWatch watch, Settlement settlement) {
        this.gate = gate;
        this.watch = watch;
        this.settlement = settlement;
    }

    protected CallEdges() {
        this(null, null, null); // for the CDI proxy
    }

    DrainGate gate() {
        return gate;
    }

    CallWatch watch() {
        return watch;
    }

    Settlement settlement() {
        return settlement;
    }
}

package io.omniroute.routing.gateway;

import io.omniroute.routing.admission.CallGuards;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What stands around every call: the gate it enters by, the guards that may refuse it, the watch over it, the settlement that ends it. */
@ApplicationScoped
public class CallEdges {
    private final DrainGate gate;
    private final CallWatch watch;
    private final CallGuards guards;
    private final Settlement settlement;

    @Inject
    public CallEdges(DrainGate gate, CallWatch watch, CallGuards guards, Settlement settlement) {
        this.gate = gate;
        this.watch = watch;
        this.guards = guards;
        this.settlement = settlement;
    }

    protected CallEdges() {
        this(null, null, null, null); // for the CDI proxy
    }

    DrainGate gate() {
        return gate;
    }

    CallWatch watch() {
        return watch;
    }

    CallGuards guards() {
        return guards;
    }

    Settlement settlement() {
        return settlement;
    }
}

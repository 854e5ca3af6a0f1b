package io.omniroute.routing.gateway;

import io.omniroute.routing.admission.CallGuards;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** What stands around every call: the gate it enters by, what may answer it from memory, the guards that may
 * refuse it, the watch over it, the settlement that ends it. */
@Dependent
public class CallEdges {
    private final DrainGate gate;
    private final CallWatch watch;
    private final CallGuards guards;
    private final Settlement settlement;
    private final KnownAnswers known;

    @Inject
    public CallEdges(DrainGate gate, CallWatch watch, CallGuards guards, Settlement settlement, KnownAnswers known) {
        this.known = known;
        this.gate = gate;
        this.watch = watch;
        this.guards = guards;
        this.settlement = settlement;
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

    KnownAnswers known() {
        return known;
    }

    Settlement settlement() {
        return settlement;
    }

    CallTelemetry telemetry() {
        return settlement.telemetry();
    }
}

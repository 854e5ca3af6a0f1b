package io.omniroute.routing.spending;

import io.omniroute.routing.admission.CallFacts;
import java.util.ArrayList;
import java.util.List;

/** A call that is running. @param reservations guarded by the lock of {@link Spending} */
record OpenCall(CallFacts facts, List<Reservation> reservations) {
    OpenCall(CallFacts facts) {
        this(facts, new ArrayList<>(2));
    }
}

package io.omniroute.routing.administration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** What says how calls are answered, beside the objects that they name. */
@Dependent
public class CallDesks {
    private final CacheDesk cache;
    private final RoutingDesk routing;
    private final CallPolicyDesk policies;

    @Inject
    public CallDesks(CacheDesk cache, RoutingDesk routing, CallPolicyDesk policies) {
        this.cache = cache;
        this.routing = routing;
        this.policies = policies;
    }

    CacheDesk cache() {
        return cache;
    }

    RoutingDesk routing() {
        return routing;
    }

    CallPolicyDesk policies() {
        return policies;
    }
}

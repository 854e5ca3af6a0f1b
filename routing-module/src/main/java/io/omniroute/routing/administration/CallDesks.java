package io.omniroute.routing.administration;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** What says how calls are answered, beside the objects that they name. */
@Dependent
public class CallDesks {
    private final CacheDesk cache;
    private final RoutingDesk routing;
    private final CallPolicyDesk policies;
    private final ProxyDesk proxies;

    @Inject
    public CallDesks(CacheDesk cache, RoutingDesk routing, CallPolicyDesk policies, ProxyDesk proxies) {
        this.cache = cache;
        this.routing = routing;
        this.policies = policies;
        this.proxies = proxies;
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

    ProxyDesk proxies() {
        return proxies;
    }
}

package io.omniroute.routing.policy;

/** Keeps the routing policy. Each call is one transaction. */
public interface RoutingPolicies {
    /** {@link RoutingPolicy#DEFAULT} when none was ever set. */
    RoutingPolicy read();

    void write(RoutingPolicy policy);
}

package io.omniroute.routing.callpolicy;

/** Keeps the policies. */
public interface CallPolicyStore {
    /** The defaults where nothing was written. */
    CallPolicies read();

    void write(CallPolicies policies);
}

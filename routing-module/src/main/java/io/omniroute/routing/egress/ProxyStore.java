package io.omniroute.routing.egress;

/** Keeps the rules, their passwords encrypted. A rule goes with the provider node, combo or connection that it is about. */
public interface ProxyStore {
    ProxyRules read();

    /** Replaces them all. */
    void write(ProxyRules rules);
}

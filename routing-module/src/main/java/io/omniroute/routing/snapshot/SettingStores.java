package io.omniroute.routing.snapshot;

import io.omniroute.routing.callpolicy.CallPolicyStore;
import io.omniroute.routing.egress.ProxyStore;
import io.omniroute.routing.settings.SettingsStore;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** The stores that keep one value each for the whole installation. */
@Dependent
public class SettingStores {
    private final SettingsStore switches;
    private final CallPolicyStore policies;
    private final ProxyStore proxies;

    @Inject
    public SettingStores(SettingsStore switches, CallPolicyStore policies, ProxyStore proxies) {
        this.switches = switches;
        this.policies = policies;
        this.proxies = proxies;
    }

    SettingsStore switches() {
        return switches;
    }

    CallPolicyStore policies() {
        return policies;
    }

    ProxyStore proxies() {
        return proxies;
    }
}

package io.omniroute.routing.snapshot;

import io.omniroute.routing.callpolicy.CallPolicyStore;
import io.omniroute.routing.settings.SettingsStore;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** The stores that keep one value each for the whole installation. */
@Dependent
public class SettingStores {
    private final SettingsStore switches;
    private final CallPolicyStore policies;

    @Inject
    public SettingStores(SettingsStore switches, CallPolicyStore policies) {
        this.switches = switches;
        this.policies = policies;
    }

    SettingsStore switches() {
        return switches;
    }

    CallPolicyStore policies() {
        return policies;
    }
}

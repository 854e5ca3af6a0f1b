package io.omniroute.routing.callpolicy;

import io.omniroute.routing.ipfilter.IpFilter;
import io.omniroute.routing.shaping.SystemPrompt;
import io.omniroute.routing.shaping.ThinkingBudget;
import java.util.Objects;

/** @param prompt put into every call, before or after that of its key */
public record CallPolicies(IpFilter ipFilter, ThinkingBudget thinking, SystemPrompt prompt) {
    public static final CallPolicies DEFAULT =
            new CallPolicies(IpFilter.DEFAULT, ThinkingBudget.DEFAULT, SystemPrompt.NONE);

    public CallPolicies {
        Objects.requireNonNull(ipFilter, "ipFilter");
        Objects.requireNonNull(thinking, "thinking");
        Objects.requireNonNull(prompt, "prompt");
    }

    public CallPolicies with(IpFilter changed) {
        return new CallPolicies(changed, thinking, prompt);
    }

    public CallPolicies with(ThinkingBudget changed) {
        return new CallPolicies(ipFilter, changed, prompt);
    }

    public CallPolicies with(SystemPrompt changed) {
        return new CallPolicies(ipFilter, thinking, changed);
    }
}

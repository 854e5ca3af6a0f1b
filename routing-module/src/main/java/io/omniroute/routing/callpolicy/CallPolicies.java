package io.omniroute.routing.callpolicy;

import io.omniroute.routing.ipfilter.IpFilter;
import io.omniroute.routing.shaping.SystemPrompt;
import io.omniroute.routing.shaping.ThinkingBudget;
import java.util.Objects;

/**
 * @param prompt put into every call, before or after that of its key
 * @param capture what is kept of bodies
 */
public record CallPolicies(IpFilter ipFilter, ThinkingBudget thinking, SystemPrompt prompt, CaptureSettings capture) {
    public static final CallPolicies DEFAULT =
            new CallPolicies(IpFilter.DEFAULT, ThinkingBudget.DEFAULT, SystemPrompt.NONE, CaptureSettings.OFF);

    public CallPolicies {
        Objects.requireNonNull(ipFilter, "ipFilter");
        Objects.requireNonNull(thinking, "thinking");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(capture, "capture");
    }

    public CallPolicies with(IpFilter changed) {
        return new CallPolicies(changed, thinking, prompt, capture);
    }

    public CallPolicies with(ThinkingBudget changed) {
        return new CallPolicies(ipFilter, changed, prompt, capture);
    }

    public CallPolicies with(SystemPrompt changed) {
        return new CallPolicies(ipFilter, thinking, changed, capture);
    }

    public CallPolicies with(CaptureSettings changed) {
        return new CallPolicies(ipFilter, thinking, prompt, changed);
    }
}

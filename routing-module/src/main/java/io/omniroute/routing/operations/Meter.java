package io.omniroute.routing.operations;

import java.util.List;

/** Everything that is counted, with its labels: the same names on every server. */
enum Meter {
    CALLS("omniroute_calls", "Calls that ended, by how they ended.", "provider", "model", "outcome"),
    CALL_DURATION("omniroute_call_duration", "From a call's arrival to its last byte.", "provider", "model"),
    FIRST_BYTE("omniroute_first_byte", "From a call's arrival to its first byte.", "provider", "model"),
    TOKENS("omniroute_tokens", "Tokens, each kind on its own: see the label.", "provider", "model", "kind"),
    COST("omniroute_cost_nanodollars", "What calls cost by the prices of their day.", "provider", "model"),
    OPEN_STREAMS("omniroute_open_streams", "Streamed answers under way.", "provider", "model"),
    PHASE_TIME("omniroute_phase_nanoseconds", "What served calls spent in each phase.", "phase"),
    PHASE_LATENCY("omniroute_phase_latency_nanoseconds", "Calls served in five minutes.", "phase", "quantile"),
    FAILED_ATTEMPTS("omniroute_failed_attempts", "Vendor calls that failed, failover or not.", "provider"),
    PASSED_OVER("omniroute_passed_over_targets", "Targets that were not asked: resting, full, at a limit.", "provider"),
    CIRCUITS("omniroute_circuits", "Accounts, models and providers that are not well.", "provider", "state"),
    DROPPED_CAPTURES("omniroute_dropped_captures", "Calls whose bodies were to be kept and were not.", "reason"),
    REFUSED("omniroute_refused_calls", "Calls without a valid key, or during shutdown.", "format", "status");

    private final String metricName;
    private final String help;
    private final List<String> labels;

    Meter(String metricName, String help, String... labels) {
        this.metricName = metricName;
        this.help = help;
        this.labels = List.of(labels);
    }

    /** Without suffix: servers append {@code _total} to counters and {@code _seconds} to timers. */
    String metricName() {
        return metricName;
    }

    String help() {
        return help;
    }

    List<String> labels() {
        return labels;
    }
}

package io.omniroute.routing.gateway;

import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.callpolicy.CaptureSettings;
import io.omniroute.routing.capture.Captures;
import io.omniroute.routing.capture.OpenCapture;
import io.omniroute.routing.cost.Cost;
import io.omniroute.routing.cost.Costing;
import io.omniroute.routing.operations.CallMetrics;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.session.Sessions;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.telemetry.Phase;
import io.omniroute.routing.telemetry.Timings;
import io.omniroute.routing.usage.UsageJournal;
import io.omniroute.routing.usage.UsageRecord;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Turns a trace into the call's one usage record, before the last byte of the answer leaves; and hands over its bodies, behind
 * it, where they are to be kept.
 */
@Dependent
public class Settlement {
    private final UsageJournal journal;
    private final CallMetrics metrics;
    private final CallTelemetry telemetry;
    private final Captures captures;

    @Inject
    public Settlement(UsageJournal journal, CallMetrics metrics, CallTelemetry telemetry, Captures captures) {
        this.journal = journal;
        this.metrics = metrics;
        this.telemetry = telemetry;
        this.captures = captures;
    }

    /** One whose telemetry nobody sees. */
    Settlement(UsageJournal journal, CallMetrics metrics, Captures captures) {
        this(journal, metrics, new CallTelemetry(new Timings(), new Sessions(), List.of()), captures);
    }

    CallTelemetry telemetry() {
        return telemetry;
    }

    /** Begins to take down what goes through, if the key wants that and it is on. */
    Optional<OpenCapture> capture(Exchange exchange, byte[] body) {
        CaptureSettings settings = exchange.snapshot().policies().capture();
        if (!settings.enabled()) {
            return Optional.empty();
        }
        CallTrace trace = exchange.trace();
        ClientCall call = exchange.call();
        Optional<OpenCapture> capture =
                captures.begin(settings, trace.key.orElseThrow(), trace.id, trace.startedAt, call.presentedKey());
        capture.ifPresent(begun -> begun.clientRequest(call.headers(), body));
        return capture;
    }

    /** Nothing more passes. */
    void captured(OpenCapture capture) {
        captures.finish(capture);
    }

    /** Journals and counts the call, the first time it is asked to; a call without a known key leaves no record. */
    void settle(CallTrace trace, Snapshot snapshot) {
        if (!trace.claimSettlement()) {
            return;
        }
        if (trace.key.isEmpty()) {
            metrics.refused(trace.clientFormat, trace.status);
            return;
        }
        Phase interrupted = trace.timeline.enter(Phase.FINALIZE);
        try {
            record(trace, snapshot);
        } finally {
            trace.timeline.enter(interrupted);
        }
    }

    private void record(CallTrace trace, Snapshot snapshot) {
        UsageRecord usage = recordOf(trace, snapshot);
        if (trace.key.get().rules().noLog()) {
            usage = usage.unlisted();
        }
        UsageRecord settled = usage;
        trace.costUsd = usage.cost().total();
        // first, so that what is held is free again even if the journal cannot be written, and so that nobody finds a
        // record in the ledger that the budgets have not heard of
        trace.permits.forEach(permit -> permit.settled(settled));
        telemetry.settled(trace, settled);
        journal.append(settled);
        metrics.settled(settled);
        trace.failed.forEach(metrics::attemptFailed);
        trace.passedOver.forEach(metrics::passedOver);
    }

    private static UsageRecord recordOf(CallTrace trace, Snapshot snapshot) {
        return new UsageRecord(
                trace.id,
                trace.requestId,
                trace.startedAt,
                trace.key.map(key -> key.id().value()),
                trace.target
                        .flatMap(Target::connection)
                        .map(connection -> connection.id().value()),
                trace.requestedModel,
                trace.target.map(target -> target.provider().id().value()).orElse(""),
                trace.target.map(target -> target.model().id()).orElse(""),
                trace.clientFormat.label(),
                trace.target.map(target -> target.provider().format().label()).orElse(""),
                trace.streamed,
                trace.status,
                trace.usage,
                costOf(trace, snapshot),
                trace.firstByteMillis,
                trace.elapsedMillis(),
                trace.requestBytes,
                trace.responseBytes,
                trace.attempts,
                trace.error,
                trace.key.flatMap(ApiKey::group),
                trace.source,
                trace.savedUsd,
                trace.combo);
    }

    /** Rounded as the ledger keeps it, so that sums in memory agree with it. */
    private static Cost costOf(CallTrace trace, Snapshot snapshot) {
        return trace.target
                .flatMap(target -> snapshot.prices()
                        .at(target.provider().id(), target.model().id(), trace.startedAt))
                .map(price -> Costing.of(trace.usage, price).rounded())
                .orElse(Cost.ZERO);
    }
}

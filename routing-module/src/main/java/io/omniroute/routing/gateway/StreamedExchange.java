package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.wire.ClientCodec;
import io.omniroute.routing.plan.Plan;
import io.omniroute.routing.resolution.Target;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One streamed call: opens a vendor's stream, relays it, settles it before its last bytes leave. */
final class StreamedExchange implements ReplyStream.Ending {
    private final Exchange exchange;
    private final PreparedCall prepared;
    private final Attempts attempts;
    private final CallEdges edges;
    private final GatewayLimits limits;
    private final boolean progress;
    private ClientStream out;
    private Attempts.OpenStream open;

    StreamedExchange(
            Exchange exchange, PreparedCall prepared, Attempts attempts, CallEdges edges, GatewayLimits limits) {
        this.exchange = exchange;
        this.prepared = prepared;
        this.attempts = attempts;
        this.edges = edges;
        this.limits = limits;
        this.progress =
                ProgressEvents.wanted(exchange.call()) && !prepared.envelope().jsonArray();
    }

    /** @throws GatewayException when no target serves and the head is still to be sent */
    void run(Plan plan) {
        CallTrace trace = exchange.trace();
        Cancellation cancellation = new Cancellation();
        boolean array = prepared.envelope().jsonArray();
        String contentType = array ? "application/json" : "text/event-stream";
        byte[] keepAlive = (array ? "\n" : ": keep-alive\n\n").getBytes(StandardCharsets.US_ASCII);
        Map<String, String> early = withProgress(ReplyHeaders.early(trace.requestId, contentType));
        out = new ClientStream(exchange.reply(), early, keepAlive, cancellation);
        if (progress) {
            out.report(new ProgressEvents(trace.clientFormat, trace.startNanos, this::tokensSoFar));
        }
        edges.telemetry().reader(trace).ifPresent(out::tap);
        trace.recorder.ifPresent(recorder -> out.tap(recorder::write));
        StreamFraming framing = framing(array);
        CallWatch.Watched watched =
                edges.watch().watch(exchange.call().socket(), cancellation, out, limits.keepAlive());
        try {
            relay(plan, cancellation, framing, contentType);
        } catch (ClientGoneException e) {
            meter(false);
            throw e;
        } finally {
            watched.end();
            trace.timeline.waitedForClient(out.clientNanos());
        }
    }

    private Map<String, String> withProgress(Map<String, String> headers) {
        if (progress) {
            headers.put(ProgressEvents.HEADER, "enabled");
        }
        return headers;
    }

    /** A vendor that counts while it goes on knows better than a guess, once it has counted more than was seen. */
    private long tokensSoFar() {
        if (open == null) {
            return 0;
        }
        ReplyStream stream = open.stream();
        long counted = stream.usage().map(Usage::outputTokens).orElse(0L);
        return Math.max(counted, UsageEstimate.tokens(stream.outputBytes()));
    }

    private void relay(Plan plan, Cancellation cancellation, StreamFraming framing, String contentType) {
        CallTrace trace = exchange.trace();
        try {
            open = attempts.stream(plan, prepared, trace, cancellation, framing);
        } catch (GatewayException e) {
            trace.fails(e.failure());
            if (e.failure().kind() == FailureKind.CANCELLED || !failLate(e.failure(), framing)) {
                throw e;
            }
            return;
        }
        open.tap().ifPresent(tap -> out.tap((bytes, from, length) -> tap.accept(bytes, from, from + length)));
        Target target = open.written().target();
        edges.watch().streamOpened(target);
        try (Attempts.OpenStream served = open) {
            out.run(
                    withProgress(ReplyHeaders.served(
                            trace.requestId, contentType, served.written(), served.vendorHeaders(), trace)),
                    ignored -> {
                        served.stream().relay(out, this);
                        if (!cancellation.isCancelled()) {
                            trace.recorder.ifPresent(ReplyRecorder::finish);
                        }
                    });
            if (cancellation.isCancelled()) {
                throw new ClientGoneException(null);
            }
        } finally {
            edges.watch().streamClosed(target);
        }
    }

    @Override
    public void succeeded() {
        meter(true);
        edges.settlement().settle(exchange.trace(), exchange.snapshot());
        out.endProgress(exchange.trace().usage.outputTokens());
    }

    @Override
    public void failed(Failure failure) {
        if (open != null) {
            open.permit().failed(failure);
        }
        meter(false);
        exchange.trace().fails(failure);
        edges.settlement().settle(exchange.trace(), exchange.snapshot());
        out.endProgress(exchange.trace().usage.outputTokens());
    }

    /** When the head went out early, the stream itself must tell. */
    private boolean failLate(Failure failure, StreamFraming framing) {
        boolean told = out.failLate(() -> {
            out.endProgress(0);
            framing.fail(failure, out);
        });
        if (told) {
            failed(failure);
        }
        return told;
    }

    /** @param whole whether the vendor came to the end of its answer, and so to its last count */
    private void meter(boolean whole) {
        CallTrace trace = exchange.trace();
        trace.responseBytes = out.bytesWritten();
        if (out.firstWriteNanos() != 0) {
            trace.firstByteAt(out.firstWriteNanos());
        }
        if (open != null) {
            long outputBytes = open.stream().outputBytes();
            trace.usage = open.stream()
                    .usage()
                    .map(told -> whole ? told : UsageEstimate.soFar(told, outputBytes))
                    .orElseGet(() -> UsageEstimate.of(prepared, outputBytes));
        }
    }

    private StreamFraming framing(boolean array) {
        ClientCodec codec = prepared.clientCodec();
        String requestId = exchange.trace().requestId;
        return array
                ? new StreamFraming.JsonArray(failure -> codec.writeError(failure, requestId))
                : new StreamFraming.AsIs(codec.format(), failure -> ErrorFrames.of(prepared, failure, requestId));
    }
}

package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.wire.ClientCodec;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiScope;
import io.omniroute.routing.admission.CallFacts;
import io.omniroute.routing.callpolicy.CallPolicies;
import io.omniroute.routing.plan.Plan;
import io.omniroute.routing.shaping.Shaper;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.telemetry.Phase;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;

/** Serves chat calls of every format. Each runs on the virtual thread that calls {@link #serve}, start to end. */
@Dependent
public class ChatGateway {
    private static final Logger LOG = System.getLogger(ChatGateway.class.getName());

    private final Entrance entrance;
    private final Codecs codecs;
    private final CallEdges edges;
    private final Attempts attempts;
    private final GatewayLimits limits;

    @Inject
    public ChatGateway(Entrance entrance, Codecs codecs, CallEdges edges, Attempts attempts, GatewayLimits limits) {
        this.entrance = entrance;
        this.codecs = codecs;
        this.edges = edges;
        this.attempts = attempts;
        this.limits = limits;
    }

    /** Answers the call, whatever happens; never throws. */
    public void serve(ClientCall call, ClientReply reply) {
        CallTrace trace = new CallTrace(call.requestId(), call.format(), entrance.now());
        Exchange exchange = new Exchange(call, reply, trace, entrance.snapshot());
        try {
            edges.gate().enter();
        } catch (GatewayException e) {
            refuse(exchange, e);
            return;
        }
        try {
            route(exchange);
        } catch (ClientGoneException e) {
            left(exchange);
        } catch (GatewayException e) {
            refuse(exchange, e);
        } catch (RuntimeException e) { // the edge of the thread: nobody above could answer the caller
            LOG.log(Level.ERROR, "Call " + call.requestId() + " failed inside the gateway", e);
            refuse(
                    exchange,
                    new GatewayException(Failure.of(FailureKind.INTERNAL, "The gateway failed; its log tells more.")));
        } finally {
            edges.telemetry().ended(trace);
            if (trace.capture.isPresent()) {
                edges.settlement().captured(trace.capture.get());
            }
            edges.gate().leave();
        }
    }

    private void route(Exchange exchange) {
        Snapshot snapshot = exchange.snapshot();
        CallTrace trace = exchange.trace();
        ApiKey key = entrance.admit(
                Visitor.of(exchange.call()), scope(exchange.call().format()), snapshot, trace.startedAt);
        trace.key = Optional.of(key);
        byte[] body = received(exchange);
        trace.requestBytes = body.length;
        trace.capture = edges.settlement().capture(exchange, body);
        trace.requestTokens = BodyWeight.tokens(body);
        PreparedCall prepared = new PreparedCall(exchange.call(), trace, body, codecs, shaper(key, snapshot));
        trace.requestedModel = prepared.envelope().model();
        trace.streamed = prepared.envelope().stream();
        edges.telemetry().begin(exchange, prepared);
        trace.timeline.enter(Phase.RESOLVE);
        Ways.Wanted wanted = attempts.resolve(exchange);
        trace.timeline.enter(Phase.POLICY);
        edges.known().serve(exchange, prepared, wanted.candidates(), () -> callVendor(exchange, prepared, wanted));
    }

    private byte[] received(Exchange exchange) {
        long from = System.nanoTime();
        byte[] body = RequestBody.read(exchange.call(), limits.maxBodyBytes());
        exchange.trace().timeline.waitedForClient(System.nanoTime() - from);
        exchange.trace().timeline.enter(Phase.VALIDATE);
        return body;
    }

    private void callVendor(Exchange exchange, PreparedCall prepared, Ways.Wanted wanted) {
        CallTrace trace = exchange.trace();
        edges.guards()
                .admit(
                        new CallFacts(
                                trace.id,
                                trace.key.orElseThrow(),
                                trace.startedAt,
                                prepared.envelope(),
                                trace.estimatedTokens(),
                                prepared.output(),
                                wanted.candidates(),
                                exchange.snapshot(),
                                cancellation ->
                                        edges.watch().watch(exchange.call().socket(), cancellation)::end),
                        trace.permits);
        trace.timeline.enter(Phase.RESOLVE);
        Plan plan = attempts.plan(wanted, prepared, exchange);
        if (trace.streamed) {
            new StreamedExchange(exchange, prepared, attempts, edges, limits).run(plan);
        } else {
            serveWhole(exchange, prepared, plan);
        }
    }

    private static ApiScope scope(WireFormat format) {
        return switch (format) {
            case OPENAI_CHAT -> ApiScope.CHAT;
            case OPENAI_RESPONSES -> ApiScope.RESPONSES;
            case ANTHROPIC_MESSAGES -> ApiScope.MESSAGES;
            case GEMINI -> ApiScope.GEMINI;
        };
    }

    private static Shaper shaper(ApiKey key, Snapshot snapshot) {
        CallPolicies policies = snapshot.policies();
        return new Shaper(policies.thinking(), policies.prompt(), key.rules().prompt());
    }

    private void serveWhole(Exchange exchange, PreparedCall prepared, Plan plan) {
        Cancellation cancellation = new Cancellation();
        CallWatch.Watched watched = edges.watch().watch(exchange.call().socket(), cancellation);
        try {
            Attempts.WholeAnswer answer = attempts.whole(plan, prepared, exchange.trace(), cancellation);
            meterWhole(exchange.trace(), answer.reply(), prepared);
            edges.settlement().settle(exchange.trace(), exchange.snapshot());
            byte[] body = answer.reply().body();
            exchange.trace().recorder.ifPresent(recorder -> {
                recorder.write(body, 0, body.length);
                recorder.finish();
            });
            edges.telemetry().reader(exchange.trace()).ifPresent(reader -> reader.read(body, 0, body.length));
            send(exchange, answer.headers(), body);
        } finally {
            watched.end();
        }
    }

    private static void send(Exchange exchange, Map<String, String> headers, byte[] body) {
        long from = System.nanoTime();
        exchange.reply().send(200, headers, body);
        exchange.trace().timeline.waitedForClient(System.nanoTime() - from);
    }

    private static void meterWhole(CallTrace trace, VendorReplies.Whole answer, PreparedCall prepared) {
        trace.usage = answer.usage().orElseGet(() -> UsageEstimate.of(prepared, answer.body().length));
        trace.responseBytes = answer.body().length;
        trace.firstByteAt(System.nanoTime());
    }

    private void refuse(Exchange exchange, GatewayException e) {
        Failure failure = e.failure();
        CallTrace trace = exchange.trace();
        trace.fails(failure);
        edges.settlement().settle(trace, exchange.snapshot());
        byte[] body = e instanceof VendorReplies.VendorErrorException vendor
                ? vendor.body()
                : codec(exchange).writeError(failure, trace.requestId);
        try {
            exchange.reply().send(failure.status(), ReplyHeaders.failed(trace.requestId, failure, trace), body);
        } catch (ClientGoneException gone) {
            LOG.log(Level.DEBUG, "Call {0}: the client left before its error", trace.requestId);
        }
    }

    private void left(Exchange exchange) {
        exchange.trace().fails(Failure.of(FailureKind.CANCELLED, "The caller left."));
        edges.settlement().settle(exchange.trace(), exchange.snapshot());
    }

    private ClientCodec codec(Exchange exchange) {
        return codecs.client(exchange.call().format());
    }
}

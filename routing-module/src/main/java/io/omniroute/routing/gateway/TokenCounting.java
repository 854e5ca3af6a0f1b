package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.wire.TokenEstimate;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.provider.wire.anthropic.messages.AnthropicTokenCount;
import io.omniroute.provider.wire.gemini.generate.GeminiTokenCount;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiScope;
import io.omniroute.routing.admission.CallFacts;
import io.omniroute.routing.admission.CallPermit;
import io.omniroute.routing.admission.OutputWish;
import io.omniroute.routing.resolution.Resolver;
import io.omniroute.routing.resolution.Route;
import io.omniroute.routing.snapshot.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;

/**
 * Counts the tokens of a prompt before it is sent: by a vendor who speaks the caller's format, can count and may be asked
 * now, else by an estimate. Counting costs nothing and leaves no usage record, but is a request of the key.
 */
@ApplicationScoped
public class TokenCounting {
    private final Entrance entrance;
    private final Codecs codecs;
    private final VendorCounts vendors;
    private final GatewayLimits limits;
    private final CallEdges edges;

    @Inject
    public TokenCounting(
            Entrance entrance, Codecs codecs, VendorCounts vendors, GatewayLimits limits, CallEdges edges) {
        this.entrance = entrance;
        this.codecs = codecs;
        this.vendors = vendors;
        this.limits = limits;
        this.edges = edges;
    }

    protected TokenCounting() {
        this(null, null, null, null, null); // for the CDI proxy
    }

    /** Answers a count call of Anthropic Messages or Gemini; never throws. */
    public void serve(ClientCall call, ClientReply reply) {
        CallTrace trace = new CallTrace(call.requestId(), call.format(), entrance.now());
        try {
            byte[] body = counted(call, trace);
            Map<String, String> headers = ReplyHeaders.early(call.requestId(), "application/json");
            trace.permits.forEach(permit -> headers.putAll(permit.headers()));
            reply.send(200, headers, body);
        } catch (GatewayException e) {
            byte[] body = codecs.client(call.format()).writeError(e.failure(), call.requestId());
            reply.send(e.failure().status(), ReplyHeaders.failed(call.requestId(), e.failure(), trace), body);
        } catch (ClientGoneException e) {
            // nobody waits for the count any more
        }
    }

    private byte[] counted(ClientCall call, CallTrace trace) {
        edges.gate().enter();
        try {
            return count(call, trace);
        } finally {
            trace.permits.forEach(CallPermit::released);
            edges.gate().leave();
        }
    }

    private byte[] count(ClientCall call, CallTrace trace) {
        Snapshot snapshot = entrance.snapshot();
        ApiKey key = entrance.admit(Visitor.of(call), ApiScope.COUNT, snapshot, trace.startedAt);
        trace.key = Optional.of(key);
        byte[] body = RequestBody.read(call, limits.maxBodyBytes());
        BodyScan scan = call.pathEnvelope()
                .map(envelope -> EnvelopeScanner.scan(body, envelope))
                .orElseGet(() -> EnvelopeScanner.scan(body));
        Route route = Resolver.route(scan.envelope().model(), key, snapshot);
        edges.guards()
                .admitCount(
                        new CallFacts(
                                trace.id,
                                key,
                                trace.startedAt,
                                scan.envelope(),
                                0,
                                OutputWish.UNSAID,
                                route.targets().toList(),
                                snapshot,
                                cancellation -> edges.watch().watch(call.socket(), cancellation)::end),
                        trace.permits);
        return vendors.count(new VendorCounts.Wanted(call, trace.id, key, route, body, scan))
                .orElseGet(() -> estimate(call.format(), body, scan));
    }

    private byte[] estimate(WireFormat format, byte[] body, BodyScan scan) {
        if (format == WireFormat.GEMINI) {
            ChatRequest request = codecs.geminiClient().readCountRequest(body, scan.envelope());
            return GeminiTokenCount.write(TokenEstimate.inputTokens(request));
        }
        ChatRequest request = codecs.anthropicClient().readCountRequest(body, scan.envelope());
        return AnthropicTokenCount.write(TokenEstimate.inputTokens(request));
    }
}

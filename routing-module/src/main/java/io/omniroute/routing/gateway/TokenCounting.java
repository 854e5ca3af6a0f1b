package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.client.UpstreamCall;
import io.omniroute.provider.client.UpstreamReply;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.TokenEstimate;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.provider.wire.anthropic.messages.AnthropicTokenCount;
import io.omniroute.provider.wire.gemini.generate.GeminiTokenCount;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiScope;
import io.omniroute.routing.combo.ComboId;
import io.omniroute.routing.egress.ProxyRules;
import io.omniroute.routing.passage.Passage;
import io.omniroute.routing.passage.SidePassages;
import io.omniroute.routing.resolution.Resolver;
import io.omniroute.routing.resolution.Route;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.shaping.Splice;
import io.omniroute.routing.snapshot.Snapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;

/**
 * Counts the tokens of a prompt before it is sent: by the vendor where it speaks the caller's format and can count, else
 * by an estimate. Counting costs nothing and leaves no usage record.
 */
@ApplicationScoped
public class TokenCounting {
    private static final int MAX_ANSWER = 1 << 20;

    private final Entrance entrance;
    private final Codecs codecs;
    private final SidePassages client;
    private final GatewayLimits limits;
    private final CallEdges edges;

    @Inject
    public TokenCounting(Entrance entrance, Codecs codecs, SidePassages client, GatewayLimits limits, CallEdges edges) {
        this.entrance = entrance;
        this.codecs = codecs;
        this.client = client;
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
            reply.send(200, ReplyHeaders.early(call.requestId(), "application/json"), body);
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
            edges.gate().leave();
        }
    }

    private byte[] count(ClientCall call, CallTrace trace) {
        Snapshot snapshot = entrance.snapshot();
        ApiKey key = entrance.admit(Visitor.of(call), ApiScope.COUNT, snapshot, trace.startedAt);
        byte[] body = RequestBody.read(call, limits.maxBodyBytes());
        BodyScan scan = call.pathEnvelope()
                .map(envelope -> EnvelopeScanner.scan(body, envelope))
                .orElseGet(() -> EnvelopeScanner.scan(body));
        Route route = Resolver.route(scan.envelope().model(), key, snapshot);
        Target target = route.targets().findFirst().orElseThrow();
        Optional<String> path = target.provider().endpoints().countTokens();
        if (target.provider().format() == call.format() && path.isPresent()) {
            byte[] spliced = Splice.apply(body, scan.modelSplice(target.model().id()));
            Cancellation cancellation = new Cancellation();
            UpstreamCall upstream = UpstreamCalls.post(
                    target, path.get(), spliced, TravellingHeaders.ofRequest(call.headers()), cancellation);
            Counted counted = new Counted(target, combosOf(route), !key.rules().noLog());
            return byVendor(call, counted, upstream);
        }
        return estimate(call.format(), body, scan);
    }

    /** Who counts. @param combos that led there, the innermost first. @param listed as {@link Passage} has it */
    private record Counted(Target target, List<ComboId> combos, boolean listed) {
        Passage passage(ProxyRules rules, String requestId) {
            return new Passage(
                    rules,
                    requestId,
                    target.provider().id(),
                    target.connection().map(Connection::id),
                    combos,
                    listed);
        }
    }

    /** On the way to the first target of a route. */
    private static List<ComboId> combosOf(Route route) {
        LinkedList<ComboId> combos = new LinkedList<>();
        Route at = route;
        while (at instanceof Route.Pool pool) {
            combos.addFirst(pool.combo().id());
            at = pool.branches().get(0).route();
        }
        return combos;
    }

    private byte[] byVendor(ClientCall call, Counted by, UpstreamCall upstream) {
        CallWatch.Watched watched = edges.watch().watch(call.socket(), upstream.cancellation());
        try (UpstreamReply answer = client.open(upstream, rules -> by.passage(rules, call.requestId()))) {
            byte[] bytes = answer.body().readNBytes(MAX_ANSWER);
            if (answer.status() / 100 != 2) {
                throw new GatewayException(
                        codecs.upstream(call.format()).readError(answer.status(), answer.headers(), bytes));
            }
            return bytes;
        } catch (IOException e) {
            throw Json.garbled("The vendor's count broke off.");
        } finally {
            watched.end();
        }
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

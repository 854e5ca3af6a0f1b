package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.client.ProviderClient;
import io.omniroute.provider.client.UpstreamReply;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.routing.attempt.AttemptGuards;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.egress.ProxyRules;
import io.omniroute.routing.passage.Passage;
import io.omniroute.routing.passage.Passages;
import io.omniroute.routing.plan.AnswerTap;
import io.omniroute.routing.plan.Leg;
import io.omniroute.routing.plan.Plan;
import io.omniroute.routing.resolution.Target;
import io.omniroute.routing.telemetry.Phase;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tries the targets of a plan in order until one answers. Nothing has been sent to the caller yet. */
@Dependent
public class Attempts {
    /** What the client and the passages say before they connect to anyone. */
    private static final Set<String> HELD_BACK = Set.of(
            "address_not_allowed",
            "bad_address",
            "no_free_connection",
            "proxy_address_not_allowed",
            "proxy_loopback",
            "proxy_resting");

    private final ProviderClient client;
    private final VendorReplies replies;
    private final AttemptGuards guards;
    private final Ways ways;

    @Inject
    public Attempts(ProviderClient client, Codecs codecs, AttemptGuards guards, Ways ways) {
        this.client = client;
        this.replies = new VendorReplies(codecs);
        this.guards = guards;
        this.ways = ways;
    }

    /** A whole answer and the headers that say who gave it. */
    record WholeAnswer(VendorReplies.Whole reply, Map<String, String> headers) {}

    /** An open stream whose first event is here. Closing it ends the vendor's call. @param tap reads along what the client gets */
    record OpenStream(
            UpstreamReply reply,
            ReplyStream stream,
            PreparedCall.Written written,
            AttemptPermit permit,
            Optional<AnswerTap> tap)
            implements AutoCloseable {
        ResponseHeaders vendorHeaders() {
            return reply.headers();
        }

        @Override
        public void close() {
            reply.close();
            permit.ended(stream.usage().orElse(Usage.NONE));
        }
    }

    Ways.Wanted resolve(Exchange exchange) {
        return ways.resolve(exchange);
    }

    Plan plan(Ways.Wanted wanted, PreparedCall prepared, Exchange exchange) {
        return ways.plan(wanted, prepared, exchange);
    }

    WholeAnswer whole(Plan plan, PreparedCall prepared, CallTrace trace, Cancellation cancellation) {
        return new AttemptRun<WholeAnswer>(plan, trace, cancellation, guards, ways)
                .firstThatServes((leg, target, permit) -> {
                    PreparedCall.Written written = prepared.writeFor(target, cancellation);
                    try (UpstreamReply reply =
                            open(prepared, written, way(plan, leg, written.target(), trace), trace)) {
                        permit.answered(reply.status(), reply.headers());
                        replies.requireSuccess(reply, written);
                        trace.timeline.enter(Phase.STREAM);
                        VendorReplies.Whole whole = replies.readWhole(reply, written, prepared);
                        permit.served(trace.attemptServes(reply.status(), written.losses()));
                        permit.ended(whole.usage().orElse(Usage.NONE));
                        ways.served(plan, target, written.passThrough())
                                .ifPresent(tap -> tap.accept(whole.body(), 0, whole.body().length));
                        return new WholeAnswer(
                                whole,
                                ReplyHeaders.served(
                                        trace.requestId, "application/json", written, reply.headers(), trace));
                    }
                });
    }

    OpenStream stream(
            Plan plan, PreparedCall prepared, CallTrace trace, Cancellation cancellation, StreamFraming framing) {
        return new AttemptRun<OpenStream>(plan, trace, cancellation, guards, ways)
                .firstThatServes((leg, target, permit) -> {
                    PreparedCall.Written written = prepared.writeFor(target, cancellation);
                    UpstreamReply reply = open(prepared, written, way(plan, leg, written.target(), trace), trace);
                    try {
                        permit.answered(reply.status(), reply.headers());
                        replies.requireSuccess(reply, written);
                        ReplyStream stream = replies.openStream(reply, written, prepared, framing);
                        stream.awaitFirst();
                        if (leg.rules().firstTokens() > 1) {
                            stream.holdBack(leg.rules().firstTokens());
                        }
                        permit.served(trace.attemptServes(reply.status(), written.losses()));
                        trace.timeline.enter(Phase.STREAM);
                        return new OpenStream(
                                reply, stream, written, permit, ways.served(plan, target, written.passThrough()));
                    } catch (RuntimeException e) {
                        reply.close();
                        throw e;
                    }
                });
    }

    /** @param way to the vendor */
    private static UpstreamReply open(
            PreparedCall prepared, PreparedCall.Written written, ProviderClient way, CallTrace trace) {
        trace.asks();
        try {
            return CaptureTaps.open(call -> TimedReply.open(way, call, trace.timeline), prepared, written, trace);
        } catch (GatewayException e) { // ours: a vendor's word is read later
            if (HELD_BACK.contains(e.failure().code().orElse(""))) {
                trace.isHeldBack();
            }
            throw e;
        }
    }

    /** By the proxy that holds for the leg, if any. */
    private ProviderClient way(Plan plan, Leg leg, Target target, CallTrace trace) {
        ProxyRules rules = plan.snapshot().routes().proxies();
        Passages passages = ways.passages();
        if (passages.isOpen(rules)) {
            return client;
        }
        Passage passage = new Passage(
                rules,
                trace.requestId,
                target.provider().id(),
                target.connection().map(Connection::id),
                leg.combos(),
                !trace.key.orElseThrow().rules().noLog());
        return call -> passages.open(call, passage, client::open);
    }
}

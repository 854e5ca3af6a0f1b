package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.client.ProviderClient;
import io.omniroute.provider.client.UpstreamReply;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.routing.attempt.Admission;
import io.omniroute.routing.attempt.AttemptFacts;
import io.omniroute.routing.attempt.AttemptGuards;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.resolution.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Tries targets in order until one answers. Each is tried once; nothing has been sent to the caller yet. */
@ApplicationScoped
public class Attempts {
    private final ProviderClient client;
    private final VendorReplies replies;
    private final AttemptGuards guards;

    @Inject
    public Attempts(ProviderClient client, Codecs codecs, AttemptGuards guards) {
        this.client = client;
        this.replies = new VendorReplies(codecs);
        this.guards = guards;
    }

    protected Attempts() {
        this(null, null, null); // for the CDI proxy
    }

    /** A whole answer and the headers that say who gave it. */
    record WholeAnswer(VendorReplies.Whole reply, Map<String, String> headers) {}

    /** An open stream whose first event is here. Closing it ends the vendor's call. */
    record OpenStream(UpstreamReply reply, ReplyStream stream, PreparedCall.Written written, AttemptPermit permit)
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

    WholeAnswer whole(List<Target> targets, PreparedCall prepared, CallTrace trace, Cancellation cancellation) {
        return firstThatServes(targets, trace, cancellation, (target, permit) -> {
            PreparedCall.Written written = prepared.writeFor(target, cancellation);
            try (UpstreamReply reply = client.open(written.upstream())) {
                permit.answered(reply.status(), reply.headers());
                replies.requireSuccess(reply, written);
                VendorReplies.Whole whole = replies.readWhole(reply, written, prepared);
                permit.served(trace.attemptServes(reply.status()));
                permit.ended(whole.usage().orElse(Usage.NONE));
                return new WholeAnswer(
                        whole,
                        ReplyHeaders.served(trace.requestId, "application/json", written, reply.headers(), trace));
            }
        });
    }

    OpenStream stream(
            List<Target> targets,
            PreparedCall prepared,
            CallTrace trace,
            Cancellation cancellation,
            StreamFraming framing) {
        return firstThatServes(targets, trace, cancellation, (target, permit) -> {
            PreparedCall.Written written = prepared.writeFor(target, cancellation);
            UpstreamReply reply = client.open(written.upstream());
            try {
                permit.answered(reply.status(), reply.headers());
                replies.requireSuccess(reply, written);
                ReplyStream stream = replies.openStream(reply, written, prepared, framing);
                stream.awaitFirst();
                permit.served(trace.attemptServes(reply.status()));
                return new OpenStream(reply, stream, written, permit);
            } catch (RuntimeException e) {
                reply.close();
                throw e;
            }
        });
    }

    private <T> T firstThatServes(
            List<Target> targets,
            CallTrace trace,
            Cancellation cancellation,
            BiFunction<Target, AttemptPermit, T> attempt) {
        Outcomes outcomes = new Outcomes();
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            trace.attemptBegins(target);
            boolean last = i == targets.size() - 1;
            switch (guards.admit(facts(trace, target, outcomes.failures(), last, cancellation))) {
                case Admission.PassedOver passedOver -> {
                    trace.attemptFails(passedOver.reason());
                    outcomes.passedOver(passedOver.reason());
                }
                case Admission.Admitted admitted -> {
                    try {
                        return attempted(target, admitted.permit(), attempt);
                    } catch (GatewayException e) {
                        trace.attemptFails(e.failure());
                        if (cancellation.isCancelled()) {
                            throw new GatewayException(Failure.of(FailureKind.CANCELLED, "The caller left."), e);
                        }
                        outcomes.failed(e);
                    }
                }
            }
        }
        throw outcomes.toThrow();
    }

    private static AttemptFacts facts(
            CallTrace trace, Target target, int failed, boolean last, Cancellation cancellation) {
        return new AttemptFacts(
                trace.id, trace.key.orElseThrow(), target, trace.estimatedTokens(), failed, last, cancellation);
    }

    private static <T> T attempted(Target target, AttemptPermit permit, BiFunction<Target, AttemptPermit, T> attempt) {
        try {
            return attempt.apply(target, permit);
        } catch (GatewayException e) {
            permit.failed(e.failure());
            permit.ended(Usage.NONE);
            throw e;
        } catch (RuntimeException e) {
            permit.ended(Usage.NONE);
            throw e;
        }
    }
}

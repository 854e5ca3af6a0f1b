package io.omniroute.routing.gateway;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.client.ProviderClient;
import io.omniroute.provider.client.UpstreamReply;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.routing.resolution.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Tries targets in order until one answers. Each is tried once; nothing has been sent to the caller yet. */
@ApplicationScoped
public class Attempts {
    private final ProviderClient client;
    private final VendorReplies replies;

    @Inject
    public Attempts(ProviderClient client, Codecs codecs) {
        this.client = client;
        this.replies = new VendorReplies(codecs);
    }

    protected Attempts() {
        this(null, null); // for the CDI proxy
    }

    /** A whole answer and the headers that say who gave it. */
    record WholeAnswer(VendorReplies.Whole reply, Map<String, String> headers) {}

    /** An open stream whose first event is here. Closing it ends the vendor's call. */
    record OpenStream(UpstreamReply reply, ReplyStream stream, PreparedCall.Written written) implements AutoCloseable {
        ResponseHeaders vendorHeaders() {
            return reply.headers();
        }

        @Override
        public void close() {
            reply.close();
        }
    }

    WholeAnswer whole(List<Target> targets, PreparedCall prepared, CallTrace trace, Cancellation cancellation) {
        return firstThatServes(targets, trace, cancellation, target -> {
            PreparedCall.Written written = prepared.writeFor(target, cancellation);
            try (UpstreamReply reply = client.open(written.upstream())) {
                replies.requireSuccess(reply, written);
                VendorReplies.Whole whole = replies.readWhole(reply, written, prepared);
                trace.attemptServes(reply.status());
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
        return firstThatServes(targets, trace, cancellation, target -> {
            PreparedCall.Written written = prepared.writeFor(target, cancellation);
            UpstreamReply reply = client.open(written.upstream());
            try {
                replies.requireSuccess(reply, written);
                ReplyStream stream = replies.openStream(reply, written, prepared, framing);
                stream.awaitFirst();
                trace.attemptServes(reply.status());
                return new OpenStream(reply, stream, written);
            } catch (RuntimeException e) {
                reply.close();
                throw e;
            }
        });
    }

    private static <T> T firstThatServes(
            List<Target> targets, CallTrace trace, Cancellation cancellation, Function<Target, T> attempt) {
        GatewayException last = null;
        for (Target target : targets) {
            trace.attemptBegins(target);
            try {
                return attempt.apply(target);
            } catch (GatewayException e) {
                Failure failure = e.failure();
                trace.attemptFails(failure);
                last = e;
                if (cancellation.isCancelled()) {
                    throw new GatewayException(Failure.of(FailureKind.CANCELLED, "The caller left."), e);
                }
                if (!failure.kind().retryable()) {
                    throw e;
                }
            }
        }
        throw last;
    }
}

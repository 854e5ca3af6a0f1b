package io.omniroute.routing.api;

import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.gateway.ChatGateway;
import io.omniroute.routing.gateway.ClientCall;
import io.omniroute.routing.gateway.TokenCounting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.AsyncResponse;
import java.io.InputStream;
import java.util.Optional;

/** Hands a suspended request to a virtual thread of its own, so that the container's thread is free at once. */
@ApplicationScoped
public class CallRunner {
    private final ChatGateway gateway;
    private final TokenCounting counting;

    @Inject
    public CallRunner(ChatGateway gateway, TokenCounting counting) {
        this.gateway = gateway;
        this.counting = counting;
    }

    protected CallRunner() {
        this(null, null); // for the CDI proxy
    }

    /** A chat call. @param pathEnvelope where the path, not the body, names the model */
    public void chat(
            WireFormat format,
            Optional<Envelope> pathEnvelope,
            HttpServletRequest request,
            InputStream body,
            AsyncResponse reply) {
        ClientCall call = CallIntake.of(format, pathEnvelope, request, body);
        Thread.ofVirtual().name(call.requestId()).start(() -> gateway.serve(call, new SuspendedReply(reply)));
    }

    /** A call that only counts tokens. */
    public void count(
            WireFormat format,
            Optional<Envelope> pathEnvelope,
            HttpServletRequest request,
            InputStream body,
            AsyncResponse reply) {
        ClientCall call = CallIntake.of(format, pathEnvelope, request, body);
        Thread.ofVirtual().name(call.requestId()).start(() -> counting.serve(call, new SuspendedReply(reply)));
    }
}

package io.omniroute.provider.client;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.pool.PoolEntry;

/**
 * Calls vendors over HTTP/1.1. Connections are kept and shared by all calls; a call that fails on a kept connection
 * before a byte of the answer came is sent once more on a fresh one, and nothing else is ever retried here.
 */
@ApplicationScoped
public class HttpProviderClient implements ProviderClient {
    private final Transport transport;

    protected HttpProviderClient() { // for the CDI proxy
        this(null);
    }

    @Inject
    HttpProviderClient(Transport transport) {
        this.transport = transport;
    }

    /** One outside of a container; it lives as long as the process. */
    public static HttpProviderClient standalone(SSLContext tls) {
        return new HttpProviderClient(new Transport(tls));
    }

    @Override
    public UpstreamReply open(UpstreamCall call) {
        Destination to = destination(call);
        Exchange exchange = transport.begin();
        boolean opened = false;
        try {
            call.cancellation().onCancel(() -> exchange.abort(Exchange.End.CANCELLED));
            UpstreamReply reply = open(call, to, exchange);
            opened = true;
            return reply;
        } catch (TimeoutException e) {
            throw new GatewayException(
                    Failure.of(
                            FailureKind.OVERLOADED, "All connections to " + to + " are in use.", "no_free_connection"),
                    e);
        } catch (IOException | HttpException e) {
            throw new GatewayException(new Faults(to, call.timeouts()).beforeHead(exchange, e), e);
        } finally {
            if (!opened) {
                transport.end(exchange);
            }
        }
    }

    private static Destination destination(UpstreamCall call) {
        try {
            return Destination.of(call.uri(), call.allowPrivateNetwork(), call.outbound());
        } catch (IllegalArgumentException e) {
            throw new GatewayException(
                    Failure.of(
                            FailureKind.UPSTREAM_UNREACHABLE,
                            "The provider cannot be called: " + e.getMessage() + ".",
                            "bad_address"),
                    e);
        }
    }

    private UpstreamReply open(UpstreamCall call, Destination to, Exchange exchange)
            throws IOException, HttpException, TimeoutException {
        exchange.await(Exchange.End.CONNECT_TIMEOUT, call.timeouts().connect());
        PoolEntry<Destination, VendorConnection> slot =
                transport.lease(to, exchange, call.timeouts().connect());
        boolean opened = false;
        try {
            RoundTrip trip = new RoundTrip(call, to, exchange);
            HttpReply reply = new HttpReply(transport, slot, exchange, trip, send(call, trip, slot, exchange));
            opened = true;
            return reply;
        } finally {
            if (!opened) {
                transport.discard(slot);
            }
        }
    }

    private RoundTrip.Answer send(
            UpstreamCall call, RoundTrip trip, PoolEntry<Destination, VendorConnection> slot, Exchange exchange)
            throws IOException, HttpException {
        VendorConnection kept = slot.getConnection();
        if (kept != null && kept.isOpen()) {
            long before = kept.getEndpointDetails().getReceivedBytesCount();
            try {
                return trip.run(kept);
            } catch (IOException e) {
                // RFC 9112, 9.3.1: a vendor may close an idle connection while a request is on its way to it.
                boolean answered = kept.getEndpointDetails().getReceivedBytesCount() > before;
                if (answered || !exchange.isOpen()) {
                    throw e;
                }
                exchange.await(Exchange.End.CONNECT_TIMEOUT, call.timeouts().connect());
            }
        }
        return trip.run(transport.connect(slot, exchange, call.timeouts().connect()));
    }
}

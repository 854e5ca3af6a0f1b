package io.omniroute.provider.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;

/** Sends a request over a connection and reads the head of its answer. May be run again on another connection. */
final class RoundTrip {
    private static final int SLICE = 64 * 1024;

    /** Set here, or forbidden: hop-by-hop headers are between us and the vendor alone. */
    private static final Set<String> OWN_HEADERS = Set.of(
            "host",
            "content-length",
            "accept-encoding",
            "connection",
            "keep-alive",
            "proxy-connection",
            "transfer-encoding",
            "te",
            "trailer",
            "upgrade",
            "expect");

    /** A head that arrived on a connection from which the body is still to be read. */
    record Answer(VendorConnection connection, ClassicHttpRequest request, ClassicHttpResponse response) {}

    private final UpstreamCall call;
    private final Destination to;
    private final Exchange exchange;

    RoundTrip(UpstreamCall call, Destination to, Exchange exchange) {
        this.call = call;
        this.to = to;
        this.exchange = exchange;
    }

    Faults faults() {
        return new Faults(to, call.timeouts());
    }

    Duration idleLimit() {
        return call.timeouts().idle();
    }

    Answer run(VendorConnection connection) throws IOException, HttpException {
        exchange.onAbort(() -> connection.close(CloseMode.IMMEDIATE));
        ClassicHttpRequest request = request();
        awaitFirstByte();
        connection.sendRequestHeader(request);
        if (request.getEntity() != null) {
            connection.sendRequestEntity(request);
        }
        connection.flush();
        awaitFirstByte();
        ClassicHttpResponse response = connection.receiveResponseHeader();
        while (response.getCode() < HttpStatus.SC_OK) {
            // RFC 9110, 15.2: interim answers may come unasked, in any number
            if (response.getCode() == HttpStatus.SC_SWITCHING_PROTOCOLS) {
                throw new ProtocolException("switched protocols unasked");
            }
            response = connection.receiveResponseHeader();
        }
        if (hasBody(response)) {
            connection.receiveResponseEntity(response);
        }
        exchange.proceed();
        return new Answer(connection, request, response);
    }

    private void awaitFirstByte() {
        exchange.await(Exchange.End.FIRST_BYTE_TIMEOUT, call.timeouts().firstByte());
    }

    private boolean hasBody(ClassicHttpResponse response) {
        int status = response.getCode();
        return !"HEAD".equals(call.method())
                && status != HttpStatus.SC_NO_CONTENT
                && status != HttpStatus.SC_NOT_MODIFIED;
    }

    private ClassicHttpRequest request() {
        ClassicHttpRequest request = new BasicClassicHttpRequest(call.method(), target(call.uri()));
        request.addHeader("Host", to.hostHeader());
        boolean named = false;
        for (Map.Entry<String, String> header : call.headers().entrySet()) {
            String name = header.getKey();
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                request.addHeader(name, header.getValue());
                named |= name.equalsIgnoreCase("User-Agent");
            }
        }
        if (!named) {
            request.addHeader("User-Agent", GatewayVersion.USER_AGENT);
        }
        // Design, section 3: bytes pass unchanged, so they must not be compressed
        request.addHeader("Accept-Encoding", "identity");
        if (call.body().length > 0 || !"GET".equals(call.method())) {
            request.addHeader("Content-Length", Integer.toString(call.body().length));
            request.setEntity(new EntityTemplate(call.body().length, null, null, this::writeBody));
        }
        return request;
    }

    private static String target(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery();
    }

    /** In slices, so that a large body on a slow line is not taken for a silent vendor. */
    private void writeBody(OutputStream out) throws IOException {
        byte[] body = call.body();
        for (int from = 0; from < body.length; from += SLICE) {
            if (from > 0) {
                awaitFirstByte();
            }
            out.write(body, from, Math.min(SLICE, body.length - from));
        }
    }
}

package io.omniroute.provider.client;

import io.omniroute.provider.wire.ResponseHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HeaderElement;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** An answer on a pooled connection, which goes back to the pool as soon as the body's last byte was read. */
final class HttpReply implements UpstreamReply {
    private static final int DRAIN_LIMIT = 4 * 1024;
    private static final Timeout DRAIN_PATIENCE = Timeout.ofMilliseconds(1);

    private final Transport transport;
    private final PoolEntry<Destination, VendorConnection> slot;
    private final Exchange exchange;
    private final RoundTrip.Answer answer;
    private final ResponseHeaders headers;
    private final ReplyBody body;
    private final InputStream plain;
    private boolean impatient;
    private boolean released;

    HttpReply(
            Transport transport,
            PoolEntry<Destination, VendorConnection> slot,
            Exchange exchange,
            RoundTrip trip,
            RoundTrip.Answer answer)
            throws IOException {
        this.transport = transport;
        this.slot = slot;
        this.exchange = exchange;
        this.answer = answer;
        ClassicHttpResponse response = answer.response();
        Map<String, List<String>> values = headers(response);
        InputStream source = response.getEntity() == null
                ? InputStream.nullInputStream()
                : response.getEntity().getContent();
        this.body = new ReplyBody(source, exchange, trip, this::release);
        boolean packed = GzippedBody.isAnnounced(values);
        if (packed) { // what they say of the body is true no more
            values.remove(HttpHeaders.CONTENT_ENCODING);
            values.remove(HttpHeaders.CONTENT_LENGTH);
        }
        this.plain = packed ? new GzippedBody(body) : body;
        this.headers = new ResponseHeaders(values);
    }

    @Override
    public int status() {
        return answer.response().getCode();
    }

    @Override
    public ResponseHeaders headers() {
        return headers;
    }

    @Override
    public InputStream body() {
        return plain;
    }

    @Override
    public void close() {
        if (!released && exchange.isOpen() && !body.failed()) {
            drain();
        }
        release();
    }

    /** A stream's reader stops at its last event; the few bytes behind it are mostly here already. */
    private void drain() {
        byte[] scratch = new byte[DRAIN_LIMIT];
        impatient = true;
        answer.connection().setSocketTimeout(DRAIN_PATIENCE);
        try {
            int drained = 0;
            while (!body.ended() && drained < DRAIN_LIMIT) {
                drained += Math.max(0, body.read(scratch, 0, DRAIN_LIMIT));
            }
        } catch (IOException e) {
            // then it is closed instead of kept
        }
    }

    private void release() {
        if (released) {
            return;
        }
        released = true;
        transport.end(exchange);
        if (impatient) {
            answer.connection().setSocketTimeout(Timeout.INFINITE);
        }
        // an abort that comes later must not break the connection under its next call
        boolean intact = exchange.finish() && body.ended();
        if (intact && mayBeKept()) {
            transport.keep(slot, keepAlive(answer.response()));
        } else {
            transport.discard(slot);
        }
    }

    private static Map<String, List<String>> headers(ClassicHttpResponse response) {
        Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Iterator<Header> headers = response.headerIterator(); headers.hasNext(); ) {
            Header header = headers.next();
            values.computeIfAbsent(header.getName(), name -> new ArrayList<>(1)).add(header.getValue());
        }
        return values;
    }

    private boolean mayBeKept() {
        return DefaultConnectionReuseStrategy.INSTANCE.keepAlive(answer.request(), answer.response(), null)
                && answer.connection().isOpen();
    }

    /** What the vendor's Keep-Alive header says of it (RFC 2068, 19.7.1.1), or a negative time. */
    static TimeValue keepAlive(ClassicHttpResponse response) {
        Iterator<HeaderElement> elements = MessageSupport.iterate(response, HttpHeaders.KEEP_ALIVE);
        while (elements.hasNext()) {
            HeaderElement element = elements.next();
            if ("timeout".equalsIgnoreCase(element.getName()) && element.getValue() != null) {
                try {
                    return TimeValue.ofSeconds(Long.parseLong(element.getValue()));
                } catch (NumberFormatException e) {
                    // as if it had said nothing
                }
            }
        }
        return TimeValue.NEG_ONE_MILLISECOND;
    }
}

package io.omniroute.provider.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A vendor's body as it arrives, under the idle deadline. Closing it does nothing: its reply is closed. */
final class ReplyBody extends InputStream {
    private final InputStream source;
    private final Exchange exchange;
    private final RoundTrip trip;
    private final Runnable atEnd;
    private boolean ended;
    private boolean failed;

    /** @param atEnd run once, when the last byte was read */
    ReplyBody(InputStream source, Exchange exchange, RoundTrip trip, Runnable atEnd) {
        this.source = source;
        this.exchange = exchange;
        this.trip = trip;
        this.atEnd = atEnd;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (ended) {
            return -1;
        }
        exchange.await(Exchange.End.IDLE_TIMEOUT, trip.idleLimit());
        int count;
        try {
            count = source.read(target, offset, length);
        } catch (IOException e) {
            failed = true;
            throw new UpstreamReadException(trip.faults().amidBody(exchange, e), e);
        } finally {
            exchange.proceed();
        }
        if (count < 0) {
            end();
        }
        return count;
    }

    private void end() throws UpstreamReadException {
        if (!exchange.isOpen()) {
            // a body that ends with its connection looks complete when the connection was cut by us
            failed = true;
            IOException cut = new IOException("aborted");
            throw new UpstreamReadException(trip.faults().amidBody(exchange, cut), cut);
        }
        ended = true;
        atEnd.run();
    }

    /** Whether the last byte was read. */
    boolean ended() {
        return ended;
    }

    boolean failed() {
        return failed;
    }
}

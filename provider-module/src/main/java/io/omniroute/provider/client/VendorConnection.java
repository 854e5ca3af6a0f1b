package io.omniroute.provider.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.impl.io.SocketHolder;

/**
 * An HTTP/1.1 connection to a vendor. It is one call's at a time; only closing it is for any thread.
 *
 * <p>The socket below it must belong to a {@link SocketChannel}: whether the vendor has closed a connection is then told
 * without waiting, where HttpCore waits a millisecond for bytes.
 */
final class VendorConnection extends DefaultBHttpClientConnection {
    // Vendors put long policies and cookies into headers; what exceeds this is not an answer.
    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxLineLength(64 * 1024)
            .setMaxHeaderCount(500)
            .setMaxEmptyLineCount(1)
            .build();

    // HttpCore's own by default, but with our limits. It refuses lines that are not HTTP instead of waiting for more of
    // them.
    private static final DefaultHttpResponseParserFactory STRICT = new DefaultHttpResponseParserFactory(LIMITS);

    VendorConnection() {
        super(LIMITS, null, null, null, null, null, STRICT);
    }

    /**
     * Whether it cannot carry another call: it ended, or the vendor said something unasked (RFC 9112, 9.3: most often a 408, or
     * TLS's notice of its end), which would be taken for the answer to the next request. Does not block. To be asked between
     * two calls only, as it takes a byte off the line.
     */
    @Override
    public boolean isStale() {
        SocketHolder holder = getSocketHolder();
        if (holder == null) {
            return true;
        }
        try {
            return !isSilent(holder.getBaseSocket().getChannel());
        } catch (IOException e) {
            return true;
        }
    }

    /** On the virtual thread of a call, whose channel never blocks below, the change of mode is no system call. */
    private static boolean isSilent(SocketChannel channel) throws IOException {
        channel.configureBlocking(false);
        int read = channel.read(ByteBuffer.allocate(1));
        channel.configureBlocking(true);
        return read == 0;
    }
}

package io.omniroute.routing.gateway;

import io.omniroute.provider.client.ProviderClient;
import io.omniroute.provider.client.UpstreamCall;
import io.omniroute.provider.client.UpstreamReply;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.routing.telemetry.Timeline;
import java.io.IOException;
import java.io.InputStream;

/** A vendor's answer; what is spent waiting for it counts as the vendor's time. Confined to the thread of the call. */
final class TimedReply implements UpstreamReply {
    private final UpstreamReply reply;
    private final InputStream body;

    private TimedReply(UpstreamReply reply, Timeline timeline) {
        this.reply = reply;
        this.body = new TimedBody(reply.body(), timeline);
    }

    /** Waits for the head. */
    static UpstreamReply open(ProviderClient client, UpstreamCall call, Timeline timeline) {
        long from = System.nanoTime();
        try {
            return new TimedReply(client.open(call), timeline);
        } finally {
            timeline.waitedForVendor(System.nanoTime() - from);
        }
    }

    @Override
    public int status() {
        return reply.status();
    }

    @Override
    public ResponseHeaders headers() {
        return reply.headers();
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        reply.close();
    }

    private static final class TimedBody extends InputStream {
        private final InputStream in;
        private final Timeline timeline;

        private TimedBody(InputStream in, Timeline timeline) {
            this.in = in;
            this.timeline = timeline;
        }

        @Override
        public int read() throws IOException {
            long from = System.nanoTime();
            try {
                return in.read();
            } finally {
                timeline.waitedForVendor(System.nanoTime() - from);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long from = System.nanoTime();
            try {
                return in.read(bytes, offset, length);
            } finally {
                timeline.waitedForVendor(System.nanoTime() - from);
            }
        }

        @Override
        public int available() throws IOException {
            return in.available();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}

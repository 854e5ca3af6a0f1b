package io.omniroute.routing.gateway;

import io.omniroute.provider.client.ProviderClient;
import io.omniroute.provider.client.UpstreamReply;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.routing.capture.CaptureBuffer;
import io.omniroute.routing.capture.OpenCapture;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;

/** Takes down what passes between client, gateway and vendor, for a call that is captured; nothing stands in the way of others. */
final class CaptureTaps {
    private CaptureTaps() {}

    /** Opens a vendor's reply. What is sent and what comes back is taken down. */
    static UpstreamReply open(
            ProviderClient client, PreparedCall prepared, PreparedCall.Written written, CallTrace trace) {
        if (trace.capture.isEmpty()) {
            return client.open(written.upstream());
        }
        OpenCapture capture = trace.capture.get();
        written.target().connection().flatMap(Connection::apiKey).ifPresent(capture::knows);
        byte[] sent = written.upstream().body();
        capture.vendorRequest(written.upstream().headers(), sent, Arrays.equals(sent, prepared.body()));
        UpstreamReply reply = client.open(written.upstream());
        CaptureBuffer answer = capture.vendorAnswer(reply.status(), reply.headers());
        return new TappedUpstream(reply, new TappedInput(reply.body(), answer));
    }

    static ClientReply over(ClientReply reply, CallTrace trace) {
        return trace.capture.isEmpty() ? reply : new TappedReply(reply, trace.capture.get());
    }

    private record TappedReply(ClientReply reply, OpenCapture capture) implements ClientReply {
        @Override
        public void send(int status, Map<String, String> headers, byte[] body) {
            capture.clientAnswer(status, headers).take(body, 0, body.length);
            reply.send(status, headers, body);
        }

        @Override
        public void stream(Map<String, String> headers, StreamBody body) {
            CaptureBuffer answer = capture.clientAnswer(200, headers);
            reply.stream(headers, out -> body.writeTo(new TappedOutput(out, answer)));
        }
    }

    private static final class TappedOutput extends FilterOutputStream {
        private final CaptureBuffer buffer;

        TappedOutput(OutputStream out, CaptureBuffer buffer) {
            super(out);
            this.buffer = buffer;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            buffer.take(bytes, from, length);
        }
    }

    private static final class TappedInput extends FilterInputStream {
        private final CaptureBuffer buffer;

        TappedInput(InputStream in, CaptureBuffer buffer) {
            super(in);
            this.buffer = buffer;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = in.read(bytes, from, length);
            if (read > 0) {
                buffer.take(bytes, from, read);
            }
            return read;
        }
    }

    private record TappedUpstream(UpstreamReply reply, InputStream body) implements UpstreamReply {
        @Override
        public int status() {
            return reply.status();
        }

        @Override
        public ResponseHeaders headers() {
            return reply.headers();
        }

        @Override
        public void close() {
            reply.close();
        }
    }
}

package io.omniroute.provider.demo;

import io.omniroute.provider.client.UpstreamReply;
import io.omniroute.provider.wire.ResponseHeaders;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;

/** A reply made here; a read of its body returns one frame at most, as if each had come alone. */
record DemoReply(int status, ResponseHeaders headers, InputStream body) implements UpstreamReply {
    static DemoReply json(int status, byte[] body) {
        return new DemoReply(
                status, ResponseHeaders.of("Content-Type", "application/json"), new ByteArrayInputStream(body));
    }

    static DemoReply events(List<byte[]> frames) {
        List<ByteArrayInputStream> parts =
                frames.stream().map(ByteArrayInputStream::new).toList();
        return new DemoReply(
                200,
                ResponseHeaders.of("Content-Type", "text/event-stream"),
                new SequenceInputStream(Collections.enumeration(parts)));
    }

    @Override
    public void close() {
        // nothing is held
    }
}

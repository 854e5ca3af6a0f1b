package io.omniroute.routing.gateway;

import io.omniroute.provider.client.UpstreamReply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Reads vendors' bodies to their end. Pure. */
final class WholeBody {
    /** What is announced beyond it is believed when it comes. */
    private static final int MOST_BELIEVED = 1 << 20;

    private WholeBody() {}

    /**
     * The bytes up to the body's end, {@code max} of them at most. Where the length is announced, into an array of that
     * length: growing one costs more than the reading.
     */
    static byte[] read(UpstreamReply reply, int max) throws IOException {
        InputStream body = reply.body();
        int announced = announced(reply);
        if (announced < 0 || announced > Math.min(max, MOST_BELIEVED)) {
            return body.readNBytes(max);
        }
        byte[] bytes = new byte[announced];
        int read = body.readNBytes(bytes, 0, announced);
        int next = read < max ? body.read() : -1; // asking for more is what ends the body
        if (next < 0) {
            return read < announced ? Arrays.copyOf(bytes, read) : bytes;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(2 * announced + 1);
        all.write(bytes, 0, read);
        all.write(next);
        all.write(body.readNBytes(max - all.size()));
        return all.toByteArray();
    }

    /** RFC 9112, 6.3; negative when the head does not say it. */
    private static int announced(UpstreamReply reply) {
        Optional<String> length = reply.headers().first("content-length");
        try {
            return length.isPresent() ? Integer.parseInt(length.get().trim()) : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}

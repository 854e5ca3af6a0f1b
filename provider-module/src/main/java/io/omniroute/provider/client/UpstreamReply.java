package io.omniroute.provider.client;

import io.omniroute.provider.wire.ResponseHeaders;
import java.io.InputStream;

/** An answer whose head is here and whose body is being read. Confined to the thread of the call. */
public interface UpstreamReply extends AutoCloseable {
    int status();

    ResponseHeaders headers();

    /**
     * The body as it arrives; a read returns what is there. Reads throw {@link UpstreamReadException} when the vendor
     * falls silent for longer than the idle timeout, resets, ends early, or the call is cancelled.
     */
    InputStream body();

    /** Releases the connection: for reuse when the body was read to its end, else by closing it. Never blocks, never throws. */
    @Override
    void close();
}

package io.omniroute.provider.wire;

import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.Failure;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Turns the events of one reply into the bytes of a client's stream. Confined to one thread. The caller flushes; an
 * encoder only writes, and writes whole SSE frames. {@code out} throws only when the client has gone.
 */
public interface StreamEncoder {
    /**
     * Writes what this event means in the client's format, possibly nothing (a usage report waits for the end).
     * {@link ChatEvent.Failed} is never passed here, see {@link #fail}.
     */
    void encode(ChatEvent event, OutputStream out) throws IOException;

    /** Writes whatever ends a good stream, once, after the last event. Exactly one terminal event leaves a stream. */
    void end(OutputStream out) throws IOException;

    /** Writes the format's error event in place of a good end. Nothing follows. May be the first thing written. */
    void fail(Failure failure, OutputStream out) throws IOException;

    /** Bytes that mean nothing to the client and keep the line busy, an SSE comment unless the format is not SSE. */
    byte[] keepAlive();
}

package io.omniroute.routing.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Where the answer of a call goes. Exactly one of the two methods is called, once; both block until all is written. */
public interface ClientReply {
    /** @throws ClientGoneException when the client left before it had everything */
    void send(int status, Map<String, String> headers, byte[] body);

    /**
     * Commits the head, then lets {@code body} write. What it flushes leaves at once.
     *
     * @throws ClientGoneException when the client left before it had everything
     */
    void stream(Map<String, String> headers, StreamBody body);

    /** Writes a body piece by piece. */
    interface StreamBody {
        void writeTo(OutputStream out) throws IOException;
    }
}

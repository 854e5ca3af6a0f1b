package io.omniroute.provider.wire;

import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ChatResponse;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;

/** The side of a wire format that our own clients speak. Stateless and thread-safe; state of a stream is in its encoder. */
public interface ClientCodec {
    WireFormat format();

    /**
     * Reads and validates a body.
     *
     * @param envelope model and stream, already found; the body's own values of these are not read again
     * @param losses gets the fields the canonical model cannot carry
     * @throws GatewayException BAD_REQUEST whose {@code param} is the JSON path at fault, such as
     *     {@code messages[0].content}; whatever the body holds, nothing else is thrown
     */
    ChatRequest readRequest(byte[] body, Envelope envelope, Losses losses);

    /** The whole reply as UTF-8 JSON. */
    byte[] writeResponse(ChatResponse response, ReplyContext context);

    /** One per stream, confined to one thread. */
    StreamEncoder newStreamEncoder(ReplyContext context);

    /** An error body in this format, UTF-8 JSON; the HTTP status is the failure's. */
    byte[] writeError(Failure failure, String requestId);
}

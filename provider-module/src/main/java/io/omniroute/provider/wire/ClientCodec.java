package io.omniroute.provider.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ChatResponse;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import java.util.List;
import java.util.Optional;

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

    /**
     * Whether an answer in this format says nothing that would be lost if it were read into events and written anew; the time,
     * the name of the model and the vendor's bookkeeping aside.
     *
     * @param answer a whole one alone, or the data of a stream's events
     */
    boolean survivesRewriting(List<JsonNode> answer);

    /**
     * The other shape of an answer, where the format itself says how a stream becomes a whole answer and the other way round:
     * all of it stays, also what nobody here knows. Empty where it does not.
     *
     * @param answer a whole one alone, or the data of a stream's events
     * @param toStream whether a stream is wanted
     */
    default Optional<byte[]> reshaped(List<JsonNode> answer, boolean toStream) {
        return Optional.empty();
    }
}

package io.omniroute.provider.wire;

import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import java.util.List;
import java.util.Optional;

/** The side of a wire format that vendors speak. Stateless and thread-safe; state of a stream is in its decoder. */
public interface UpstreamCodec {
    WireFormat format();

    /**
     * @param losses gets the fields this format has no word for
     * @throws GatewayException BAD_REQUEST for what cannot be sent at all
     */
    UpstreamRequest writeRequest(ChatRequest request, WireTarget target, Losses losses);

    /**
     * Reads a whole 2xx answer as the events its stream would have brought.
     *
     * @throws GatewayException UPSTREAM_GARBLED when it is not what the format promises
     */
    List<ChatEvent> readResponse(byte[] body, UpstreamRequest sent);

    /** One per stream, confined to one thread. */
    StreamDecoder newStreamDecoder(UpstreamRequest sent);

    /**
     * Reads an error answer of any content type.
     *
     * @param status 300 to 599 (anything that is not 2xx); a redirect or an odd status is reported as 502
     * @param body may be empty, HTML or cut short
     * @return the vendor's status and message where there is one, with kind, and {@code retryAfter} from headers or body
     */
    Failure readError(int status, ResponseHeaders headers, byte[] body);

    /** Reads along a reply that passes through unchanged. One per reply, confined to one thread. */
    ReplyTap newTap();

    /**
     * The usage of a whole 2xx answer that passes through; empty when it has none.
     *
     * @throws GatewayException UPSTREAM_GARBLED when the answer is not what the format has for an answer: one JSON object, or a list of them where
     *     the format knows that; what the vendor means when it is an error in the place of an answer
     */
    Optional<Usage> readUsage(byte[] body);
}

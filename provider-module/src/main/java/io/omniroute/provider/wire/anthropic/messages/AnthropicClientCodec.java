package io.omniroute.provider.wire.anthropic.messages;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ChatResponse;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.wire.ClientCodec;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.ReplyContext;
import io.omniroute.provider.wire.StreamEncoder;
import io.omniroute.provider.wire.WireFormat;
import java.util.List;

/** {@code POST /v1/messages} and {@code /v1/messages/count_tokens} as clients speak them. Stateless and thread-safe. */
public final class AnthropicClientCodec implements ClientCodec {
    @Override
    public WireFormat format() {
        return WireFormat.ANTHROPIC_MESSAGES;
    }

    @Override
    public ChatRequest readRequest(byte[] body, Envelope envelope, Losses losses) {
        return new RequestReader(Json.requestBody(body), envelope, losses).readCall();
    }

    /**
     * Reads a {@code count_tokens} body, which is a request without {@code max_tokens}. What cannot be carried does not
     * matter for counting and is not reported.
     *
     * @throws io.omniroute.provider.chat.GatewayException BAD_REQUEST, as {@link #readRequest}
     */
    public ChatRequest readCountRequest(byte[] body, Envelope envelope) {
        return new RequestReader(Json.requestBody(body), envelope, new Losses()).readCount();
    }

    @Override
    public byte[] writeResponse(ChatResponse response, ReplyContext context) {
        return Json.bytes(ResponseWriter.write(response, context));
    }

    @Override
    public StreamEncoder newStreamEncoder(ReplyContext context) {
        return new MessageStreamEncoder(context);
    }

    @Override
    public byte[] writeError(Failure failure, String requestId) {
        return Json.bytes(ErrorWriter.write(failure).put("request_id", requestId));
    }

    @Override
    public boolean survivesRewriting(List<JsonNode> answer) {
        return AnswerMembers.areAllIn(answer);
    }
}

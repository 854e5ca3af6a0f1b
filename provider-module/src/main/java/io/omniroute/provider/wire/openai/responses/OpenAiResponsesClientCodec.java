package io.omniroute.provider.wire.openai.responses;

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
import java.util.Optional;

/**
 * OpenAI Responses as our clients speak it. Nothing is stored: requests that build on stored state are refused with 400,
 * and reasoning of any vendor travels in the reasoning items' {@code encrypted_content}.
 */
public final class OpenAiResponsesClientCodec implements ClientCodec {
    @Override
    public WireFormat format() {
        return WireFormat.OPENAI_RESPONSES;
    }

    @Override
    public ChatRequest readRequest(byte[] body, Envelope envelope, Losses losses) {
        return RequestReader.read(Json.requestBody(body), envelope, losses);
    }

    @Override
    public byte[] writeResponse(ChatResponse response, ReplyContext context) {
        return Json.bytes(ResponseWriter.write(response, context));
    }

    @Override
    public StreamEncoder newStreamEncoder(ReplyContext context) {
        return new ResponsesStreamEncoder(context);
    }

    @Override
    public byte[] writeError(Failure failure, String requestId) {
        return ErrorWriter.write(failure);
    }

    /** Every item has an id that the client may refer to, and so has the response. */
    @Override
    public boolean survivesRewriting(List<JsonNode> answer) {
        return false;
    }

    @Override
    public Optional<byte[]> reshaped(List<JsonNode> answer, boolean toStream) {
        return toStream ? ResponseReplay.stream(answer) : ResponseReplay.whole(answer);
    }
}

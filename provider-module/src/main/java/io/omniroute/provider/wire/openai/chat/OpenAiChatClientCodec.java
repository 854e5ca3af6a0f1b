package io.omniroute.provider.wire.openai.chat;

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

/** OpenAI Chat Completions as our clients speak it. Stateless and thread-safe. */
public final class OpenAiChatClientCodec implements ClientCodec {
    @Override
    public WireFormat format() {
        return WireFormat.OPENAI_CHAT;
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
        return new ChatStreamEncoder(context);
    }

    /** The format has no place for a request id; it travels in the {@code X-Request-Id} header. */
    @Override
    public byte[] writeError(Failure failure, String requestId) {
        return Json.bytes(ErrorWriter.write(failure));
    }

    @Override
    public boolean survivesRewriting(List<JsonNode> answer) {
        return AnswerMembers.areAllIn(answer);
    }
}

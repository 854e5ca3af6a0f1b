package io.omniroute.provider.wire.gemini.generate;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.ChatResponse;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.wire.ClientCodec;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.ReplyContext;
import io.omniroute.provider.wire.StreamEncoder;
import io.omniroute.provider.wire.WireFormat;
import java.util.List;

/** The client side of Gemini {@code generateContent}. Stateless and thread-safe. */
public final class GeminiClientCodec implements ClientCodec {
    @Override
    public WireFormat format() {
        return WireFormat.GEMINI;
    }

    @Override
    public ChatRequest readRequest(byte[] body, Envelope envelope, Losses losses) {
        return GeminiRequestReader.read(body, envelope, losses);
    }

    /**
     * Reads a {@code countTokens} body, {@code {contents}} or {@code {generateContentRequest: {…}}}.
     *
     * @throws GatewayException BAD_REQUEST as {@link #readRequest} does
     */
    public ChatRequest readCountRequest(byte[] body, Envelope envelope) {
        return GeminiRequestReader.readCount(body, envelope);
    }

    /**
     * Whether a conversation holds signatures of another vendor, which only this gateway can read: it began with that vendor,
     * and to Gemini it cannot go as it is.
     */
    public static boolean holdsForeignSignatures(byte[] body) {
        return CarriedSignature.occursIn(body);
    }

    @Override
    public byte[] writeResponse(ChatResponse response, ReplyContext context) {
        return GeminiResponseWriter.write(response, context);
    }

    @Override
    public StreamEncoder newStreamEncoder(ReplyContext context) {
        return new GeminiStreamEncoder(context);
    }

    @Override
    public byte[] writeError(Failure failure, String requestId) {
        return Json.bytes(GeminiErrorWriter.write(failure, requestId));
    }

    @Override
    public boolean survivesRewriting(List<JsonNode> answer) {
        return AnswerMembers.areAllIn(answer);
    }
}

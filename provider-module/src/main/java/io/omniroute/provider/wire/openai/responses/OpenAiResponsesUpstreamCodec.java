package io.omniroute.provider.wire.openai.responses;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.Losses;
import io.omniroute.provider.wire.ReplyTap;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.provider.wire.StreamDecoder;
import io.omniroute.provider.wire.UpstreamCodec;
import io.omniroute.provider.wire.UpstreamRequest;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.provider.wire.WireTarget;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** OpenAI Responses as vendors speak it. Nothing is stored there; reasoning comes back encrypted and is replayed. */
public final class OpenAiResponsesUpstreamCodec implements UpstreamCodec {
    private final Clock clock;

    /** By the system's clock. */
    public OpenAiResponsesUpstreamCodec() {
        this(Clock.systemUTC());
    }

    /** @param clock tells how far away a reset is that a vendor gives as a date */
    public OpenAiResponsesUpstreamCodec(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public WireFormat format() {
        return WireFormat.OPENAI_RESPONSES;
    }

    @Override
    public UpstreamRequest writeRequest(ChatRequest request, WireTarget target, Losses losses) {
        return new RequestWriter(request, target, losses).write();
    }

    @Override
    public List<ChatEvent> readResponse(byte[] body, UpstreamRequest sent) {
        return ResponseReader.read(body, sent.toolNames());
    }

    @Override
    public StreamDecoder newStreamDecoder(UpstreamRequest sent) {
        return new ResponsesStreamDecoder(sent.toolNames());
    }

    @Override
    public Failure readError(int status, ResponseHeaders headers, byte[] body) {
        return ErrorReader.read(status, headers, body, clock.instant());
    }

    @Override
    public ReplyTap newTap() {
        return new ResponsesReplyTap();
    }

    @Override
    public Optional<Usage> readUsage(byte[] body) {
        JsonNode response = Json.vendorObject(body);
        if (ErrorReader.isError(response)) {
            throw new GatewayException(ErrorReader.ofStream(response));
        }
        return UsageJson.read(response);
    }
}

package io.omniroute.provider.wire.openai.chat;

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

/** OpenAI Chat Completions as OpenAI and the many vendors that resemble it speak it. Stateless and thread-safe. */
public final class OpenAiChatUpstreamCodec implements UpstreamCodec {
    private final Clock clock;

    /** By the system's clock. */
    public OpenAiChatUpstreamCodec() {
        this(Clock.systemUTC());
    }

    /** @param clock tells how far away a reset is that a vendor gives as a date */
    public OpenAiChatUpstreamCodec(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public WireFormat format() {
        return WireFormat.OPENAI_CHAT;
    }

    @Override
    public UpstreamRequest writeRequest(ChatRequest request, WireTarget target, Losses losses) {
        return RequestWriter.write(request, target, losses);
    }

    @Override
    public List<ChatEvent> readResponse(byte[] body, UpstreamRequest sent) {
        return ResponseReader.read(body, sent.toolNames());
    }

    @Override
    public StreamDecoder newStreamDecoder(UpstreamRequest sent) {
        return new ChatStreamDecoder(sent.toolNames());
    }

    @Override
    public Failure readError(int status, ResponseHeaders headers, byte[] body) {
        return ErrorReader.read(status, headers, body, clock.instant());
    }

    @Override
    public ReplyTap newTap() {
        return new ChatReplyTap();
    }

    @Override
    public Optional<Usage> readUsage(byte[] body) {
        JsonNode answer = Json.vendorObject(body);
        ErrorReader.inAnswer(answer).ifPresent(failure -> {
            throw new GatewayException(failure);
        });
        ResponseReader.requireChoice(answer);
        return UsageJson.find(answer);
    }
}

package io.omniroute.provider.wire.anthropic.messages;

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

/**
 * Anthropic's API, and the vendors that copy it (GLM, MiniMax and others), as they are called. Requests keep to what
 * Anthropic itself accepts; replies are read leniently, since the copies leave things out. Stateless and thread-safe.
 */
public final class AnthropicUpstreamCodec implements UpstreamCodec {
    private final Clock clock;

    /** By the system's clock. */
    public AnthropicUpstreamCodec() {
        this(Clock.systemUTC());
    }

    /** @param clock tells how far away a reset is that a vendor gives as a date */
    public AnthropicUpstreamCodec(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public WireFormat format() {
        return WireFormat.ANTHROPIC_MESSAGES;
    }

    @Override
    public UpstreamRequest writeRequest(ChatRequest request, WireTarget target, Losses losses) {
        return new RequestWriter(request, target, losses).write();
    }

    @Override
    public List<ChatEvent> readResponse(byte[] body, UpstreamRequest sent) {
        return ResponseReader.read(Json.vendorObject(body), sent.toolNames());
    }

    @Override
    public StreamDecoder newStreamDecoder(UpstreamRequest sent) {
        return new MessageStreamDecoder(sent.toolNames());
    }

    @Override
    public Failure readError(int status, ResponseHeaders headers, byte[] body) {
        return ErrorReader.read(status, headers, body, clock.instant());
    }

    @Override
    public ReplyTap newTap() {
        return new MessageTap();
    }

    @Override
    public Optional<Usage> readUsage(byte[] body) {
        JsonNode message = Json.vendorObject(body);
        if (ErrorReader.isError(message)) {
            throw new GatewayException(ErrorReader.readEvent(message));
        }
        UsageMeter meter = new UsageMeter();
        meter.accept(message.path("usage"));
        return meter.usage();
    }
}

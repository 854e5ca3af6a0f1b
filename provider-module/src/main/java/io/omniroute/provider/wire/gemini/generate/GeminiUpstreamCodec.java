package io.omniroute.provider.wire.gemini.generate;

import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.Usage;
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
 * The vendor side of Gemini {@code generateContent}. Model and streaming are in the URL, so neither is in a written body.
 * Thread-safe; its only state is the shared {@link ThoughtSignatures}.
 */
public final class GeminiUpstreamCodec implements UpstreamCodec {
    private final ThoughtSignatures signatures;
    private final Clock clock;

    /** By the system's clock. @param signatures filled by the replies, asked by the next requests: one for all */
    public GeminiUpstreamCodec(ThoughtSignatures signatures) {
        this(signatures, Clock.systemUTC());
    }

    /** @param clock tells how far away a reset is that a vendor gives as a date */
    public GeminiUpstreamCodec(ThoughtSignatures signatures, Clock clock) {
        this.signatures = Objects.requireNonNull(signatures, "signatures");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Override
    public WireFormat format() {
        return WireFormat.GEMINI;
    }

    @Override
    public UpstreamRequest writeRequest(ChatRequest request, WireTarget target, Losses losses) {
        return new GeminiRequestWriter(request, target, signatures, losses).write();
    }

    @Override
    public List<ChatEvent> readResponse(byte[] body, UpstreamRequest sent) {
        return GeminiResponseReader.read(body, new ReplyReader(sent, signatures));
    }

    @Override
    public StreamDecoder newStreamDecoder(UpstreamRequest sent) {
        return new GeminiStreamDecoder(new ReplyReader(sent, signatures));
    }

    @Override
    public Failure readError(int status, ResponseHeaders headers, byte[] body) {
        return GeminiErrorReader.read(status, headers, body, clock.instant());
    }

    @Override
    public ReplyTap newTap() {
        return new GeminiTap();
    }

    @Override
    public Optional<Usage> readUsage(byte[] body) {
        return GeminiResponseReader.usage(body);
    }
}

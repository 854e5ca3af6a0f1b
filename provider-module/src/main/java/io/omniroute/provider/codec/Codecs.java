package io.omniroute.provider.codec;

import io.omniroute.provider.time.ClockTicker;
import io.omniroute.provider.wire.ClientCodec;
import io.omniroute.provider.wire.UpstreamCodec;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.provider.wire.anthropic.messages.AnthropicClientCodec;
import io.omniroute.provider.wire.anthropic.messages.AnthropicUpstreamCodec;
import io.omniroute.provider.wire.gemini.generate.GeminiClientCodec;
import io.omniroute.provider.wire.gemini.generate.GeminiUpstreamCodec;
import io.omniroute.provider.wire.gemini.generate.ThoughtSignatures;
import io.omniroute.provider.wire.openai.chat.OpenAiChatClientCodec;
import io.omniroute.provider.wire.openai.chat.OpenAiChatUpstreamCodec;
import io.omniroute.provider.wire.openai.responses.OpenAiResponsesClientCodec;
import io.omniroute.provider.wire.openai.responses.OpenAiResponsesUpstreamCodec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** The codecs of every format, one of each. Thread-safe. */
@ApplicationScoped
public class Codecs {
    private final AnthropicClientCodec anthropicClient = new AnthropicClientCodec();
    private final GeminiClientCodec geminiClient = new GeminiClientCodec();
    private final ClientCodec chatClient = new OpenAiChatClientCodec();
    private final ClientCodec responsesClient = new OpenAiResponsesClientCodec();
    private final UpstreamCodec anthropic;
    private final UpstreamCodec chat;
    private final UpstreamCodec gemini;
    private final UpstreamCodec responses;

    /** @param clock by which vendors' resets are read */
    @Inject
    public Codecs(Clock clock) {
        anthropic = new AnthropicUpstreamCodec(clock);
        chat = new OpenAiChatUpstreamCodec(clock);
        gemini = new GeminiUpstreamCodec(new ThoughtSignatures(new ClockTicker(clock)), clock);
        responses = new OpenAiResponsesUpstreamCodec(clock);
    }

    public Codecs() {
        this(Clock.systemUTC()); // for the CDI proxy
    }

    public ClientCodec client(WireFormat format) {
        return switch (format) {
            case OPENAI_CHAT -> chatClient;
            case OPENAI_RESPONSES -> responsesClient;
            case ANTHROPIC_MESSAGES -> anthropicClient;
            case GEMINI -> geminiClient;
        };
    }

    public UpstreamCodec upstream(WireFormat format) {
        return switch (format) {
            case OPENAI_CHAT -> chat;
            case OPENAI_RESPONSES -> responses;
            case ANTHROPIC_MESSAGES -> anthropic;
            case GEMINI -> gemini;
        };
    }

    /** For {@code count_tokens}, whose body differs from a request's. */
    public AnthropicClientCodec anthropicClient() {
        return anthropicClient;
    }

    /** For {@code countTokens}, whose body differs from a request's. */
    public GeminiClientCodec geminiClient() {
        return geminiClient;
    }
}

package io.omniroute.provider.catalog;

import io.omniroute.provider.wire.WireFormat;
import java.util.Objects;
import java.util.Optional;

/**
 * Paths behind a base URL, with the placeholder {@code {model}} where a format puts the model into the path.
 *
 * @param stream equal to {@code chat} where the body alone asks for a stream
 * @param countTokens absent where the vendor cannot count
 * @param models absent where the vendor has no list
 */
public record Endpoints(String chat, String stream, Optional<String> countTokens, Optional<String> models) {
    public Endpoints {
        Objects.requireNonNull(chat, "chat");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(countTokens, "countTokens");
        Objects.requireNonNull(models, "models");
    }

    /** The paths behind the base URL that the vendor's own SDK would be given: design, section 6. */
    public static Endpoints of(WireFormat format) {
        return switch (format) {
            case OPENAI_CHAT ->
                new Endpoints("/chat/completions", "/chat/completions", Optional.empty(), Optional.of("/models"));
            case OPENAI_RESPONSES ->
                new Endpoints("/responses", "/responses", Optional.empty(), Optional.of("/models"));
            case ANTHROPIC_MESSAGES ->
                new Endpoints(
                        "/v1/messages",
                        "/v1/messages",
                        Optional.of("/v1/messages/count_tokens"),
                        Optional.of("/v1/models"));
            case GEMINI ->
                new Endpoints(
                        "/v1beta/models/{model}:generateContent",
                        "/v1beta/models/{model}:streamGenerateContent?alt=sse",
                        Optional.of("/v1beta/models/{model}:countTokens"),
                        Optional.of("/v1beta/models"));
        };
    }
}

package io.omniroute.provider.wire.gemini.generate;

import io.omniroute.provider.chat.CallerHints;
import io.omniroute.provider.chat.ChatRequest;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.Json;
import io.omniroute.provider.wire.JsonView;
import io.omniroute.provider.wire.Losses;
import java.util.Optional;
import java.util.Set;

/** Reads a client's {@code GenerateContentRequest}. */
final class GeminiRequestReader {
    private static final Set<String> KNOWN = Set.of(
            "model", "contents", "systemInstruction", "tools", "toolConfig", "generationConfig", "safetySettings");

    private GeminiRequestReader() {}

    static ChatRequest read(byte[] body, Envelope envelope, Losses losses) {
        return read(Json.requestBody(body), envelope, losses);
    }

    /** Reads {@code countTokens}: the bare contents, or a whole request inside {@code generateContentRequest}. */
    static ChatRequest readCount(byte[] body, Envelope envelope) {
        JsonView view = Json.requestBody(body);
        JsonView inner = Twins.at(view, "generateContentRequest");
        return read(inner.exists() ? inner.requireObject() : view, envelope, new Losses());
    }

    private static ChatRequest read(JsonView body, Envelope envelope, Losses losses) {
        Twins.loseUnknown(body, KNOWN, losses);
        safetySettings(body, losses);
        ToolsReader tools = new ToolsReader(losses);
        GenerationConfigReader config = new GenerationConfigReader(body, losses);
        return new ChatRequest(
                envelope.model(),
                envelope.stream(),
                new ContentsReader(losses).read(body),
                tools.tools(body),
                tools.choice(body),
                Optional.empty(),
                config.sampling(),
                config.maxOutputTokens(),
                config.reasoning(),
                config.output(),
                CallerHints.NONE);
    }

    /** Filters that are switched off are what other vendors do anyway; one that should act is lost. */
    private static void safetySettings(JsonView body, Losses losses) {
        for (JsonView setting : Twins.list(body, "safetySettings")) {
            String threshold = setting.requireObject().optionalText("threshold").orElse("");
            if (!threshold.equals("BLOCK_NONE") && !threshold.equals("OFF")) {
                losses.add(Twins.at(body, "safetySettings").path());
            }
        }
    }
}

package io.omniroute.it.telemetry;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import io.omniroute.it.wire.Dialect;
import java.time.Duration;
import java.util.Map;

/** The vendors' own SDKs as clients that ask for progress. */
final class ReportedStreams {
    private static final String HEADER = "X-OmniRoute-Progress";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String gateway;
    private final String key;

    ReportedStreams(String gateway, String key) {
        this.gateway = gateway;
        this.key = key;
    }

    /** The text that the SDK reads from a stream. Throws whatever the SDK throws. */
    String read(Dialect client, String model) {
        return switch (client) {
            case CHAT -> chat(model);
            case RESPONSES -> responses(model);
            case MESSAGES -> messages(model);
            case GEMINI -> gemini(model);
        };
    }

    private String chat(String model) {
        ChatCompletionCreateParams params = ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessage("Hello?")
                .build();
        StringBuilder text = new StringBuilder();
        try (com.openai.core.http.StreamResponse<ChatCompletionChunk> stream =
                openAi().chat().completions().createStreaming(params)) {
            stream.stream()
                    .flatMap(chunk -> chunk.choices().stream())
                    .forEach(choice -> choice.delta().content().ifPresent(text::append));
        }
        return text.toString();
    }

    private String responses(String model) {
        ResponseCreateParams params =
                ResponseCreateParams.builder().model(model).input("Hello?").build();
        StringBuilder text = new StringBuilder();
        try (com.openai.core.http.StreamResponse<ResponseStreamEvent> stream =
                openAi().responses().createStreaming(params)) {
            stream.stream().forEach(event -> event.outputTextDelta().ifPresent(delta -> text.append(delta.delta())));
        }
        return text.toString();
    }

    private OpenAIClient openAi() {
        return OpenAIOkHttpClient.builder()
                .baseUrl(gateway + "/v1")
                .apiKey(key)
                .putHeader(HEADER, "true")
                .maxRetries(0)
                .timeout(PATIENCE)
                .build();
    }

    private String messages(String model) {
        MessageCreateParams params = MessageCreateParams.builder()
                .model(model)
                .maxTokens(100)
                .addUserMessage("Hello?")
                .build();
        StringBuilder text = new StringBuilder();
        try (StreamResponse<RawMessageStreamEvent> stream = AnthropicOkHttpClient.builder()
                .baseUrl(gateway)
                .apiKey(key)
                .putHeader(HEADER, "true")
                .maxRetries(0)
                .timeout(PATIENCE)
                .build()
                .messages()
                .createStreaming(params)) {
            stream.stream().forEach(event -> event.contentBlockDelta()
                    .flatMap(delta -> delta.delta().text())
                    .ifPresent(delta -> text.append(delta.text())));
        }
        return text.toString();
    }

    private String gemini(String model) {
        Client sdk = Client.builder()
                .apiKey(key)
                .httpOptions(HttpOptions.builder()
                        .baseUrl(gateway)
                        .timeout((int) PATIENCE.toMillis())
                        .headers(Map.of(HEADER, "true"))
                        .build())
                .build();
        StringBuilder text = new StringBuilder();
        try (ResponseStream<GenerateContentResponse> stream = sdk.models.generateContentStream(
                model, "Hello?", GenerateContentConfig.builder().build())) {
            for (GenerateContentResponse fragment : stream) {
                String piece = fragment.text();
                text.append(piece == null ? "" : piece);
            }
        }
        return text.toString();
    }
}

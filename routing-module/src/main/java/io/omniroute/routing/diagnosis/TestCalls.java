package io.omniroute.routing.diagnosis;

import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.catalog.Timeouts;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.client.GatewayVersion;
import io.omniroute.provider.client.UpstreamCall;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.outbound.Outbound;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.administration.BaseUrls;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The cheapest calls that show whether an account works. */
final class TestCalls {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ProviderDescriptor provider;
    private final Connection connection;

    TestCalls(ProviderDescriptor provider, Connection connection) {
        this.provider = provider;
        this.connection = connection;
    }

    /** Asks for the list of models; absent where the vendor has none. */
    Optional<UpstreamCall> models() {
        return provider.endpoints().models().map(path -> call("GET", address(path, ""), new byte[0]));
    }

    /** Asks for as few tokens as the format allows. */
    UpstreamCall completion(String model) {
        byte[] body = smallest(provider.format(), model).toString().getBytes(StandardCharsets.UTF_8);
        return call("POST", address(provider.endpoints().chat(), model), body);
    }

    private UpstreamCall call(String method, URI address, byte[] body) {
        Map<String, String> headers = new HashMap<>(provider.headers());
        headers.put("Accept", "application/json");
        headers.put("User-Agent", "OmniRoute/" + GatewayVersion.VERSION);
        if (body.length > 0) {
            headers.put("Content-Type", "application/json");
        }
        connection
                .apiKey()
                .ifPresent(key ->
                        headers.put(provider.auth().header(), provider.auth().prefix() + key.reveal()));
        Timeouts timeouts = provider.timeouts();
        return new UpstreamCall(
                method,
                address,
                headers,
                body,
                new Timeouts(shorter(timeouts.connect()), shorter(timeouts.firstByte()), shorter(timeouts.idle())),
                provider.allowPrivateNetwork(),
                Outbound.DIRECT.withTls(connection.tls()),
                new Cancellation());
    }

    private URI address(String path, String model) {
        String escaped = URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
        String withModel = path.replace("{model}", escaped);
        // the catalogue: a path is appended to the base URL unless it is a URL itself
        String base = path.startsWith("http") ? "" : connection.baseUrl().orElse(provider.baseUrl());
        return URI.create(BaseUrls.fill(base + withModel, connection.parameters()));
    }

    private static Duration shorter(Duration timeout) {
        return timeout.compareTo(PATIENCE) < 0 ? timeout : PATIENCE;
    }

    private static JsonObject smallest(WireFormat format, String model) {
        return switch (format) {
            case OPENAI_CHAT ->
                Json.createObjectBuilder()
                        .add("model", model)
                        .add("messages", greeting())
                        .build();
            // OpenAI Responses: max_output_tokens is at least 16
            case OPENAI_RESPONSES ->
                Json.createObjectBuilder()
                        .add("model", model)
                        .add("input", "Hi")
                        .add("max_output_tokens", 16)
                        .build();
            case ANTHROPIC_MESSAGES ->
                Json.createObjectBuilder()
                        .add("model", model)
                        .add("max_tokens", 1)
                        .add("messages", greeting())
                        .build();
            case GEMINI ->
                Json.createObjectBuilder()
                        .add(
                                "contents",
                                Json.createArrayBuilder()
                                        .add(Json.createObjectBuilder()
                                                .add("role", "user")
                                                .add(
                                                        "parts",
                                                        Json.createArrayBuilder()
                                                                .add(Json.createObjectBuilder()
                                                                        .add("text", "Hi")))))
                        .build();
        };
    }

    private static JsonArray greeting() {
        return Json.createArrayBuilder()
                .add(Json.createObjectBuilder().add("role", "user").add("content", "Hi"))
                .build();
    }
}

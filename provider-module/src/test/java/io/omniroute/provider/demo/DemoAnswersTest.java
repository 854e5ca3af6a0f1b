package io.omniroute.provider.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.provider.catalog.Catalog;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.client.ProviderClient;
import io.omniroute.provider.client.UpstreamCall;
import io.omniroute.provider.client.UpstreamReply;
import io.omniroute.provider.outbound.Outbound;
import io.omniroute.provider.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoAnswersTest {
    private static final ProviderDescriptor DEMO =
            Catalog.bundled().find(DemoAnswers.PROVIDER).orElseThrow();

    private final ProviderClient network = call -> {
        throw new GatewayException(Failure.of(FailureKind.UPSTREAM_UNREACHABLE, "the network was asked"));
    };
    private final DemoAnswers demo = new DemoAnswers(network);

    private UpstreamReply post(String body) {
        return demo.open(call(DEMO.baseUrl() + DEMO.endpoints().chat(), body, new Cancellation()));
    }

    private static UpstreamCall call(String uri, String body, Cancellation cancellation) {
        return new UpstreamCall(
                "POST",
                URI.create(uri),
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8),
                DEMO.timeouts(),
                false,
                Outbound.DIRECT,
                cancellation);
    }

    private static String text(UpstreamReply reply) throws IOException {
        return new String(reply.body().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String request(boolean stream, String more) {
        return "{\"model\":\"echo\",\"stream\":" + stream + more
                + ",\"messages\":[{\"role\":\"system\",\"content\":\"be kind\"},"
                + "{\"role\":\"user\",\"content\":\"first\"},{\"role\":\"assistant\",\"content\":null},"
                + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Hello  world, \u00e4\ud83d\ude00\"},"
                + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"http://x\"}}]}]}";
    }

    private static List<JsonNode> events(String sse) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String frame : sse.split("\n\n")) {
            assertThat(frame).startsWith("data: ");
            if (!frame.equals("data: [DONE]")) {
                events.add(Json.MAPPER.readTree(frame.substring(6)));
            }
        }
        return events;
    }

    @Test
    void echoesTheLastUserTextWhole() throws IOException {
        JsonNode body = Json.MAPPER.readTree(text(post(request(false, ""))));
        assertThat(body.at("/choices/0/message/content").textValue())
                .contains("demo")
                .endsWith("Hello  world, \u00e4\ud83d\ude00");
        assertThat(body.at("/choices/0/finish_reason").textValue()).isEqualTo("stop");
        JsonNode usage = body.get("usage");
        assertThat(usage.get("prompt_tokens").intValue()).isEqualTo(8);
        assertThat(usage.get("total_tokens").intValue())
                .isEqualTo(8 + usage.get("completion_tokens").intValue());
    }

    @Test
    void streamsTheSameTextWordByWord() throws IOException {
        String whole = Json.MAPPER
                .readTree(text(post(request(false, ""))))
                .at("/choices/0/message/content")
                .textValue();
        UpstreamReply reply = post(request(true, ""));
        assertThat(reply.headers().first("content-type")).contains("text/event-stream");
        String sse = text(reply);
        assertThat(sse).endsWith("data: [DONE]\n\n");
        List<JsonNode> events = events(sse);
        StringBuilder streamed = new StringBuilder();
        events.forEach(
                event -> streamed.append(event.at("/choices/0/delta/content").asText()));
        assertThat(streamed).hasToString(whole);
        assertThat(events.size()).isGreaterThan(10);
        assertThat(events.get(0).at("/choices/0/delta/role").textValue()).isEqualTo("assistant");
        assertThat(events.get(events.size() - 1).at("/choices/0/finish_reason").textValue())
                .isEqualTo("stop");
        assertThat(events).noneMatch(event -> event.has("usage"));
    }

    @Test
    void addsUsageToAStreamThatAsksForIt() throws IOException {
        List<JsonNode> events = events(text(post(request(true, ",\"stream_options\":{\"include_usage\":true}"))));
        JsonNode last = events.get(events.size() - 1);
        assertThat(last.get("choices")).isEmpty();
        assertThat(last.at("/usage/prompt_tokens").intValue()).isEqualTo(8);
    }

    @Test
    void aReadReturnsOneFrameAtMost() throws IOException {
        byte[] buffer = new byte[100_000];
        int count = post(request(true, "")).body().read(buffer);
        String first = new String(buffer, 0, count, StandardCharsets.UTF_8);
        assertThat(first).endsWith("\n\n").containsOnlyOnce("data: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"messages\":[]}", "{\"model\":\"echo\",\"messages\":[1]}", "not json"})
    void aBadRequestIsAnsweredLikeAVendorWould(String body) throws IOException {
        UpstreamReply reply = post(body);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(Json.MAPPER.readTree(text(reply)).at("/error/type").textValue())
                .isEqualTo("invalid_request_error");
    }

    @Test
    void anotherModelDoesNotExist() throws IOException {
        UpstreamReply reply = post("{\"model\":\"gpt-4\",\"messages\":[]}");
        assertThat(reply.status()).isEqualTo(404);
        assertThat(Json.MAPPER.readTree(text(reply)).at("/error/code").textValue())
                .isEqualTo("model_not_found");
    }

    @Test
    void listsItsModel() throws IOException {
        UpstreamReply reply = demo.open(call("demo://local/v1/models", "", new Cancellation()));
        assertThat(Json.MAPPER.readTree(text(reply)).at("/data/0/id").textValue())
                .isEqualTo("echo");
    }

    @Test
    void knowsNoOtherPath() {
        assertThat(demo.open(call("demo://local/v1/embeddings", "", new Cancellation()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aCancelledCallIsNotAnswered() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        UpstreamCall call = call("demo://local/v1/chat/completions", request(false, ""), cancellation);
        assertThatThrownBy(() -> demo.open(call)).hasMessageContaining("cancelled");
    }

    @Test
    void otherAddressesGoToTheNetwork() {
        UpstreamCall call = call("https://api.openai.com/v1/chat/completions", "{}", new Cancellation());
        assertThatThrownBy(() -> demo.open(call)).hasMessage("the network was asked");
    }
}

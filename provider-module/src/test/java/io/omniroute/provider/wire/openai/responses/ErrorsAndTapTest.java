package io.omniroute.provider.wire.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Fixtures;
import io.omniroute.provider.wire.ReplyTap;
import io.omniroute.provider.wire.ResponseHeaders;
import io.omniroute.provider.wire.SseFrame;
import io.omniroute.provider.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ErrorsAndTapTest {
    private final OpenAiResponsesUpstreamCodec codec = new OpenAiResponsesUpstreamCodec();

    @Test
    void vendorErrorsKeepStatusMessageCodeAndDelay() {
        Failure failure = codec.readError(
                429,
                ResponseHeaders.of("retry-after", "7"),
                utf8("{\"error\":{\"message\":\"Rate limit reached.\",\"type\":\"tokens\","
                        + "\"code\":\"rate_limit_exceeded\"}}"));
        assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(failure.status()).isEqualTo(429);
        assertThat(failure.message()).isEqualTo("Rate limit reached.");
        assertThat(failure.code()).contains("rate_limit_exceeded");
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    void errorsOfOtherShapesAreRead() {
        assertThat(error(400, "{\"detail\":\"Unsupported parameter: user\"}").message())
                .isEqualTo("Unsupported parameter: user");
        assertThat(error(400, "{\"error\":\"bad input\"}").message()).isEqualTo("bad input");
        assertThat(error(422, "{\"object\":\"error\",\"message\":\"no\",\"type\":\"X\"}")
                        .code())
                .contains("X");
        assertThat(error(429, "{\"error\":{\"message\":\"Out.\",\"type\":\"insufficient_quota\",\"code\":null}}")
                        .kind())
                .isEqualTo(FailureKind.UPSTREAM_QUOTA);
        assertThat(error(502, "<html>Bad gateway</html>").kind()).isEqualTo(FailureKind.UPSTREAM_ERROR);
        assertThat(error(503, "").kind()).isEqualTo(FailureKind.OVERLOADED);
        assertThat(error(302, "").status()).isEqualTo(502);
        assertThat(error(500, "[1]").kind()).isEqualTo(FailureKind.UPSTREAM_ERROR);
    }

    @Test
    void clientErrorsAreOpenAiErrorObjects() {
        byte[] body = new OpenAiResponsesClientCodec()
                .writeError(Failure.badRequest("input[0].role", "Wrong role."), "req-1");
        assertThat(Streams.json(body))
                .isEqualTo(Streams.json("{\"error\":{\"message\":\"Wrong role.\",\"type\":\"invalid_request_error\","
                        + "\"param\":\"input[0].role\",\"code\":null}}"));
        for (FailureKind kind : FailureKind.values()) {
            assertThat(Streams.json(new OpenAiResponsesClientCodec().writeError(Failure.of(kind, "x"), "r"))
                            .at("/error/type")
                            .textValue())
                    .matches("(invalid_request|authentication|permission|rate_limit|server)_error|insufficient_quota");
        }
    }

    @Test
    void tapReadsTheErrorAmidAStream() {
        ReplyTap tap = codec.newTap();
        tap.accept(SseFrame.of("error", "{\"type\":\"error\",\"code\":\"server_error\",\"message\":\"Oops.\"}"));
        assertThat(tap.failure().orElseThrow().message()).isEqualTo("Oops.");
        ReplyTap failed = codec.newTap();
        failed.accept(SseFrame.of(
                "response.failed",
                "{\"type\":\"response.failed\",\"response\":{\"error\":{\"code\":\"server_error\",\"message\":\"Down.\"},"
                        + "\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}"));
        assertThat(failed.failure().orElseThrow().message()).isEqualTo("Down.");
        assertThat(failed.usage()).contains(Usage.of(3, 1));
        assertThat(failed.complete()).isTrue();
    }

    @Test
    void tapIsNotMisledByWhatTheModelSays() {
        ReplyTap tap = codec.newTap();
        tap.accept(SseFrame.of(
                "response.output_text.delta",
                "{\"type\":\"response.output_text.delta\",\"delta\":\"\\\"response\\\": response.completed\"}"));
        tap.accept(SseFrame.ofData("{\"type\":\"response.output_text.delta\",\"delta\": \"abc\",\"response\":0}"));
        assertThat(tap.complete()).isFalse();
        assertThat(tap.usage()).isEmpty();
        tap.accept(SseFrame.of("response.completed", "{broken"));
        assertThat(tap.complete()).isFalse();
        assertThat(tap.failure()).isEmpty();
    }

    @Test
    void tapCountsWhatTheModelSays() {
        ReplyTap tap = codec.newTap();
        tap.accept(SseFrame.of(
                "response.output_text.delta",
                "{\"type\":\"response.output_text.delta\",\"delta\":\"a\\\"bc\",\"logprobs\":[]}"));
        tap.accept(SseFrame.ofData("{\"type\":\"response.output_text.delta\",\"delta\": \"xyz\"}"));
        tap.accept(SseFrame.ofData("{\"type\":\"response.output_text.delta\",\"delta\":"));
        assertThat(tap.outputBytes()).isEqualTo(8);
        assertThat(tap.usageOnly()).isFalse();
    }

    @Test
    void usageOfAWholeAnswerIsFound() {
        byte[] body = Fixtures.read(Fixtures.of(WireFormat.OPENAI_RESPONSES, "/reasoning-text-two-tools.upstream.json")
                .get(0));
        assertThat(codec.readUsage(body)).contains(new Usage(412, 256, 0, 190, 128, false, 0, Usage.Tier.STANDARD));
        assertThat(codec.readUsage(
                        utf8("{\"service_tier\":\"flex\",\"usage\":{\"input_tokens\":3,\"output_tokens\":4}}")))
                .contains(Usage.of(3, 4).at(Usage.Tier.BATCH));
        assertThat(codec.readUsage(utf8("{\"usage\":null}"))).isEmpty();
    }

    private Failure error(int status, String body) {
        return codec.readError(status, ResponseHeaders.NONE, utf8(body));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

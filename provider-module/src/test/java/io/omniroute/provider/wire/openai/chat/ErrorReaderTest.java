package io.omniroute.provider.wire.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.chat.ChatEvent;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.Replies;
import io.omniroute.provider.wire.ResponseHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"error\":{\"message\":\"no\",\"type\":\"t\",\"code\":\"c\"}}|no|c",
                "{\"error\":{\"message\":\"no\",\"type\":\"t\",\"code\":null}}|no|t",
                "{\"error\":\"no\"}|no|",
                "{\"message\":\"no\",\"code\":\"c\"}|no|c",
                "{\"detail\":\"no\"}|no|",
                "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"no\"}]}|no|",
                "{\"object\":\"error\",\"message\":{\"detail\":[{\"msg\":\"no\"}]}}|no|",
                "[{\"error\":{\"code\":400,\"message\":\"no\",\"status\":\"INVALID_ARGUMENT\"}}]|no|",
                "{\"errors\":[{\"message\":\"no\"}]}|no|",
                "no|no|",
                "{\"error\":{\"message\":\"Provider returned error\",\"code\":502,\"metadata\":{\"raw\":\"no\"}}}"
                        + "|Provider returned error: no|"
            })
    void findsTheMessageInEveryShape(String body, String message, String code) {
        Failure failure = read(422, body);
        assertThat(failure.message()).isEqualTo(message);
        assertThat(failure.code().orElse(null)).isEqualTo(code);
        assertThat(failure.kind()).isEqualTo(FailureKind.UPSTREAM_REJECTED);
        assertThat(failure.status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({"''", "<html>Bad gateway</html>", "{\"error\":", "null", "{}", "[]", "1"})
    void saysTheStatusWhenThereIsNoMessage(String body) {
        assertThat(read(502, body).message()).isNotBlank().doesNotContain("<html>");
    }

    @Test
    void readsQuotaParamAndDelay() {
        Failure quota = read(429, "{\"error\":{\"message\":\"x\",\"code\":\"insufficient_quota\"}}");
        assertThat(quota.kind()).isEqualTo(FailureKind.UPSTREAM_QUOTA);
        Failure limited = read(429, "{\"error\":{\"message\":\"Please try again in 1.5s.\",\"param\":\"p\"}}");
        assertThat(limited.retryAfter()).contains(Duration.ofMillis(1500));
        assertThat(limited.param()).contains("p");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "[%s]"})
    void waitsAsGoogleSaysBehindItsOpenAiAddress(String wrapped) {
        String body = wrapped.formatted("""
                {"error":{"code":429,"message":"Resource has been exhausted.","status":"RESOURCE_EXHAUSTED","details":[
                {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[]},
                {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.5s"}]}}""");
        assertThat(read(429, body).retryAfter()).contains(Duration.ofMillis(34_500));
    }

    /** OpenRouter, "Limits": the header's reset stands in the body, in milliseconds. */
    @Test
    void waitsAsTheHeadersInsideTheBodySay() {
        Instant now = Instant.parse("2026-01-01T12:00:00Z");
        String body = """
                {"error":{"message":"Rate limit exceeded: free-models-per-day","code":429,"metadata":{"headers":{
                "X-RateLimit-Limit":"50","X-RateLimit-Remaining":"0","X-RateLimit-Reset":"%d"},"provider_name":null}}}""".formatted(now.plusSeconds(90).toEpochMilli());
        assertThat(ErrorReader.read(429, ResponseHeaders.NONE, body.getBytes(StandardCharsets.UTF_8), now)
                        .retryAfter())
                .contains(Duration.ofSeconds(90));
    }

    /** MiniMax, "Error code": its chat answers say 200 and tell the outcome in {@code base_resp}. */
    @ParameterizedTest
    @CsvSource({
        "1000, UPSTREAM_ERROR, 502",
        "1001, UPSTREAM_TIMEOUT, 504",
        "1002, RATE_LIMITED, 429",
        "1004, UPSTREAM_AUTH, 401",
        "1008, UPSTREAM_QUOTA, 402",
        "1026, UPSTREAM_REJECTED, 400",
        "1041, RATE_LIMITED, 429",
        "2013, UPSTREAM_REJECTED, 400",
        "2049, UPSTREAM_AUTH, 401",
        "2056, UPSTREAM_QUOTA, 402",
        "9999, UPSTREAM_ERROR, 502"
    })
    void readsMiniMaxsOutcome(int code, FailureKind kind, int status) {
        String body = "{\"choices\":null,\"base_resp\":{\"status_code\":" + code + ",\"status_msg\":\"no\"}}";
        OpenAiChatUpstreamCodec codec = new OpenAiChatUpstreamCodec();
        assertThatThrownBy(() -> codec.readUsage(body.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(GatewayException.class, e -> {
                    assertThat(e.failure().kind()).isEqualTo(kind);
                    assertThat(e.failure().status()).isEqualTo(status);
                    assertThat(e.failure().message()).isEqualTo("no");
                    assertThat(e.failure().code()).contains(Integer.toString(code));
                });
        assertThat(Replies.failure(codec, List.of(body)))
                .hasValueSatisfying(failure -> assertThat(failure.kind()).isEqualTo(kind));
        assertThat(Replies.decode(codec, List.of(body))).hasAtLeastOneElementOfType(ChatEvent.Failed.class);
    }

    @Test
    void whatMiniMaxCallsSuccessIsNone() {
        String body =
                "{\"id\":\"x\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4},\"base_resp\":{\"status_code\":0,\"status_msg\":\"\"}}";
        OpenAiChatUpstreamCodec codec = new OpenAiChatUpstreamCodec();
        assertThat(codec.readUsage(body.getBytes(StandardCharsets.UTF_8))).contains(Usage.of(3, 4));
        assertThat(Replies.failure(codec, List.of(body))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":\"x\",\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}",
                "{\"choices\":[]}",
                "{\"choices\":null}",
                "{\"choices\":\"none\"}"
            })
    void anAnswerWithoutChoicesIsNone(String body) {
        OpenAiChatUpstreamCodec codec = new OpenAiChatUpstreamCodec();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> codec.readUsage(bytes)).isInstanceOf(GatewayException.class);
        assertThatThrownBy(() -> codec.readResponse(bytes, Replies.sent())).isInstanceOf(GatewayException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"message\":\"upstream went away\",\"code\":502}|true",
                "{\"code\":\"server_error\"}|true",
                "\"upstream went away\"|true",
                "{\"message\":\"\",\"code\":0,\"type\":null,\"param\":null}|false",
                "{\"message\":null,\"details\":[]}|false",
                "{}|false",
                "\"\"|false",
                "null|false"
            })
    void anErrorThatSaysSomethingCountsBesideAGoodChoice(String error, boolean counts) {
        String body =
                "{\"id\":\"x\",\"choices\":[{\"index\":0,\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}],"
                        + "\"error\":" + error + "}";
        OpenAiChatUpstreamCodec codec = new OpenAiChatUpstreamCodec();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        assertThat(isRefused(() -> codec.readUsage(bytes))).isEqualTo(counts);
        assertThat(isRefused(() -> codec.readResponse(bytes, Replies.sent()))).isEqualTo(counts);
        assertThat(Replies.failure(codec, List.of(body)).isPresent()).isEqualTo(counts);
    }

    private static boolean isRefused(Runnable reading) {
        try {
            reading.run();
            return false;
        } catch (GatewayException e) {
            return true;
        }
    }

    private static Failure read(int status, String body) {
        return new OpenAiChatUpstreamCodec()
                .readError(status, ResponseHeaders.NONE, body.getBytes(StandardCharsets.UTF_8));
    }
}

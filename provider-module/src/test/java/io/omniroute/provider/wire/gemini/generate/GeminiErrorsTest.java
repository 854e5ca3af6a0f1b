package io.omniroute.provider.wire.gemini.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.FinishReason;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.wire.Replies;
import io.omniroute.provider.wire.ResponseHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiErrorsTest {
    private final GeminiUpstreamCodec codec = new GeminiUpstreamCodec(new ThoughtSignatures());

    @Test
    void retryInfoSaysHowLongToWait() {
        Failure failure = read(
                429,
                "{\"error\":{\"code\":429,\"message\":\"You exceeded your current quota.\",\"status\":\"RESOURCE_EXHAUSTED\","
                        + "\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\",\"violations\":"
                        + "[{\"quotaId\":\"GenerateRequestsPerMinutePerProjectPerModel\"}]},"
                        + "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"12.3s\"}]}}");

        assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(failure.status()).isEqualTo(429);
        assertThat(failure.retryAfter()).contains(Duration.ofMillis(12_300));
        assertThat(failure.code()).contains("RESOURCE_EXHAUSTED");
    }

    @Test
    void aDailyQuotaIsGoneForMoreThanAMoment() {
        assertThat(read(
                                429,
                                "{\"error\":{\"message\":\"m\",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc."
                                        + "QuotaFailure\",\"violations\":[{\"quotaId\":"
                                        + "\"GenerateRequestsPerDayPerProjectPerModel-FreeTier\"}]}]}}")
                        .kind())
                .isEqualTo(FailureKind.UPSTREAM_QUOTA);
    }

    @Test
    void aWrongKeyIsAnAuthFailureThoughItsStatusIs400() {
        Failure failure = read(
                400,
                "[{\"error\":{\"code\":400,\"message\":\"API key not valid. Please pass a valid API key.\",\"status\":"
                        + "\"INVALID_ARGUMENT\",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\","
                        + "\"reason\":\"API_KEY_INVALID\",\"domain\":\"googleapis.com\"}]}}]");

        assertThat(failure.kind()).isEqualTo(FailureKind.UPSTREAM_AUTH);
        assertThat(failure.message()).startsWith("API key not valid");
    }

    @ParameterizedTest
    @CsvSource({
        "400,UPSTREAM_REJECTED",
        "403,UPSTREAM_AUTH",
        "404,MODEL_NOT_FOUND",
        "500,UPSTREAM_ERROR",
        "503,OVERLOADED",
        "504,UPSTREAM_TIMEOUT"
    })
    void anErrorOfAnyShapeHasAKind(int status, FailureKind kind) {
        for (String body : new String[] {
            "{\"error\":{\"message\":\"m\",\"details\":\"odd\"}}",
            "<html>",
            "",
            "[]",
            "null",
            "{\"error\":\"text\"}",
            "{\"er"
        }) {
            assertThat(read(status, body).kind()).isEqualTo(kind);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "STOP,STOP",
        "MAX_TOKENS,LENGTH",
        "SAFETY,CONTENT_FILTER",
        "RECITATION,CONTENT_FILTER",
        "SPII,CONTENT_FILTER",
        "IMAGE_SAFETY,CONTENT_FILTER",
        "MALFORMED_FUNCTION_CALL,STOP",
        "OTHER,STOP",
        "NEWER_THAN_WE,STOP"
    })
    void everyFinishReasonMeansSomething(String word, FinishReason reason) {
        assertThat(FinishWords.read(word, false)).isEqualTo(reason);
    }

    @Test
    void anAnswerThatSaysNothingIsGarbledAndAnErrorInsideOneIsAnError() {
        assertThatThrownBy(() -> whole("{}")).isInstanceOfSatisfying(GatewayException.class, e -> assertThat(
                        e.failure().kind())
                .isEqualTo(FailureKind.UPSTREAM_GARBLED));
        assertThatThrownBy(() -> whole("{\"error\":{\"code\":429,\"message\":\"slow\"}}"))
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.RATE_LIMITED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "[%s]", "[{\"candidates\":[{}]},%s]"})
    void anErrorInThePlaceOfAnAnswerIsOneThoughItPassesThrough(String wrapped) {
        String error = wrapped.formatted("{\"error\":{\"code\":429,\"message\":\"slow\"}}");
        assertThatThrownBy(() -> codec.readUsage(error.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.RATE_LIMITED));
        byte[] good = "{\"candidates\":[{}],\"error\":null}".getBytes(StandardCharsets.UTF_8);
        assertThat(codec.readUsage(good)).isEmpty();
    }

    private void whole(String body) {
        codec.readResponse(body.getBytes(StandardCharsets.UTF_8), Replies.sent());
    }

    private Failure read(int status, String body) {
        return codec.readError(status, ResponseHeaders.NONE, body.getBytes(StandardCharsets.UTF_8));
    }
}

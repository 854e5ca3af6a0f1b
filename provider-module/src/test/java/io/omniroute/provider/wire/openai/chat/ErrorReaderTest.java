package io.omniroute.provider.wire.openai.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.wire.ResponseHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

    private static Failure read(int status, String body) {
        return new OpenAiChatUpstreamCodec()
                .readError(status, ResponseHeaders.NONE, body.getBytes(StandardCharsets.UTF_8));
    }
}

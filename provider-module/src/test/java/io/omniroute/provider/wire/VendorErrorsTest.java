package io.omniroute.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorErrorsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "401, '', '', UPSTREAM_AUTH, 401",
        "403, '', '', UPSTREAM_AUTH, 403",
        "402, '', '', UPSTREAM_QUOTA, 402",
        "429, '', '', RATE_LIMITED, 429",
        "429, You exceeded your current quota, insufficient_quota, UPSTREAM_QUOTA, 429",
        "400, Your credit balance is too low to access the API, '', UPSTREAM_QUOTA, 400",
        "400, API key not valid. Please pass a valid API key., '', UPSTREAM_AUTH, 400",
        "400, nothing special, '', UPSTREAM_REJECTED, 400",
        "404, '', model_not_found, MODEL_NOT_FOUND, 404",
        "404, '', '', MODEL_NOT_FOUND, 404",
        "400, gone, model_decommissioned, MODEL_NOT_FOUND, 400",
        "408, '', '', UPSTREAM_TIMEOUT, 408",
        "504, '', '', UPSTREAM_TIMEOUT, 504",
        "413, '', '', UPSTREAM_REJECTED, 413",
        "500, '', '', UPSTREAM_ERROR, 500",
        "500, Overloaded, overloaded_error, OVERLOADED, 500",
        "503, '', '', OVERLOADED, 503",
        "529, '', '', OVERLOADED, 529",
        "302, '', '', UPSTREAM_ERROR, 502",
        "700, '', '', UPSTREAM_ERROR, 502"
    })
    void kindAndStatusFollowTheVendorsStatusAndWords(
            int status, String message, String code, FailureKind kind, int reported) {
        Failure failure = VendorErrors.of(
                status,
                ResponseHeaders.NONE,
                Optional.of(message),
                Optional.of(code).filter(c -> !c.isEmpty()));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.status()).isEqualTo(reported);
        assertThat(failure.message()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "503, retry-after, 7, 7000",
        "503, Retry-After, 1.5, 1500",
        "429, retry-after, 'Sun, 01 Mar 2026 12:00:30 GMT', 30000",
        "429, retry-after, 'Sun, 01 Mar 2026 11:00:00 GMT', 0",
        "429, retry-after-ms, 250, 250",
        "429, x-ratelimit-reset-tokens, 6m0s, 360000",
        "429, x-ratelimit-reset-tokens, 20ms, 20",
        "429, x-ratelimit-reset, 1772366410, 10000",
        "429, anthropic-ratelimit-tokens-reset, 2026-03-01T12:00:05Z, 5000",
        "429, anthropic-ratelimit-unified-reset, 1772370000, 3600000",
        "429, x-ratelimit-reset-requests, 2m59.56s, 179560",
        "429, x-codex-primary-reset-after-seconds, 7200, 7200000"
    })
    void waitsAsTheHeaderSays(int status, String header, String value, long millis) {
        assertThat(VendorErrors.retryAfter(status, ResponseHeaders.of(header, value), Optional.empty(), NOW))
                .contains(Duration.ofMillis(millis));
    }

    @Test
    void rateLimitHeadersCountOnlyOn429() {
        ResponseHeaders headers = ResponseHeaders.of("x-ratelimit-reset-requests", "1s");
        assertThat(VendorErrors.retryAfter(500, headers, Optional.empty(), NOW)).isEmpty();
    }

    @Test
    void exhaustedLimitDecidesTheWait() {
        ResponseHeaders headers = new ResponseHeaders(Map.of(
                "x-ratelimit-reset-requests", List.of("1s"),
                "x-ratelimit-remaining-requests", List.of("12"),
                "x-ratelimit-reset-tokens", List.of("1m30s"),
                "x-ratelimit-remaining-tokens", List.of("0")));
        assertThat(VendorErrors.retryAfter(429, headers, Optional.empty(), NOW)).contains(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @CsvSource({
        "Please try again in 1.5s. Visit us, 1500",
        "Please try again in 20ms., 20",
        "Please retry in 34.074824224s., 34074",
        "retry after 12 seconds, 12000",
        "Quota resets after 1h2m3s, 3723000",
        "Try again in 2 minutes, 120000",
        "Please try again in 1m30s, 90000",
        "try again in 1h2m3s, 3723000"
    })
    void waitsAsTheTextSays(String text, long millis) {
        Optional<Duration> delay = VendorErrors.retryAfter(429, ResponseHeaders.NONE, Optional.of(text), NOW);
        assertThat(delay.map(Duration::toMillis)).contains(millis);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'usage_limit_reached','resets_in_seconds':90} | 90",
                "{'type':'usage_limit_reached','resets_at':1772370000} | 3600",
                "{'resets_at':'1772370000'} | 3600",
                "{'resets_in_seconds':{}} | 5",
                "{} | 5"
            })
    void waitsAsTheBodySays(String body, long seconds) throws Exception {
        Failure failure = VendorErrors.of(
                429, ResponseHeaders.of("retry-after", "5"), Optional.of("limit"), Optional.empty(), NOW);
        Failure read = VendorErrors.withReset(failure, Json.MAPPER.readTree(body.replace('\'', '"')), NOW);
        assertThat(read.retryAfter()).contains(Duration.ofSeconds(seconds));
        assertThat(read.message()).isEqualTo("limit");
    }

    @Test
    void theRejectedWindowOfAnAnthropicSubscriptionDecides() {
        String week = Long.toString(NOW.plus(Duration.ofDays(3)).getEpochSecond());
        ResponseHeaders headers = new ResponseHeaders(Map.of(
                "anthropic-ratelimit-unified-5h-status", List.of("allowed"),
                "anthropic-ratelimit-unified-5h-reset",
                        List.of(Long.toString(NOW.plusSeconds(600).getEpochSecond())),
                "anthropic-ratelimit-unified-7d-status", List.of("rejected"),
                "anthropic-ratelimit-unified-7d-reset", List.of(week)));
        assertThat(VendorErrors.retryAfter(429, headers, Optional.empty(), NOW)).contains(Duration.ofDays(3));
    }

    @Test
    void theExhaustedWindowOfASubscriptionDecides() {
        ResponseHeaders headers = new ResponseHeaders(Map.of(
                "x-codex-primary-used-percent", List.of("40"),
                "x-codex-primary-reset-after-seconds", List.of("600"),
                "x-codex-secondary-used-percent", List.of("100"),
                "x-codex-secondary-reset-after-seconds", List.of("86400")));
        assertThat(VendorErrors.retryAfter(429, headers, Optional.empty(), NOW)).contains(Duration.ofDays(1));
    }

    @Test
    void textWithoutADelayGivesNone() {
        assertThat(VendorErrors.retryAfter(429, ResponseHeaders.NONE, Optional.of("try again in 5 steps"), NOW))
                .isEmpty();
        assertThat(VendorErrors.retryAfter(429, ResponseHeaders.of("retry-after", "soon"), Optional.empty(), NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Incorrect API key provided: sk-proj-abcdefghijklmnop1234. See docs, sk-proj-abcdefghijklmnop1234",
        "key AIzaSyA1234567890abcdefghijklmnopqrstuv bad, AIzaSyA1234567890abcdefghijklmnopqrstuv",
        "Authorization: Bearer abcdef.ghijkl-mnop refused, abcdef.ghijkl-mnop",
        "token 0123456789abcdef0123456789abcdef01234567 bad, 0123456789abcdef0123456789abcdef01234567",
        "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc bad, eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc"
    })
    void masksCredentials(String message, String secret) {
        Failure failure = VendorErrors.of(401, ResponseHeaders.NONE, Optional.of(message), Optional.empty());
        assertThat(failure.message()).doesNotContain(secret).contains("***");
    }

    @Test
    void leavesOrdinaryWordsAlone() {
        String text =
                "Invalid 'messages[1].tool_calls': call_abc123 not answered; see max_completion_tokens_for_models";
        assertThat(VendorErrors.presentable(text)).isEqualTo(text);
    }

    @Test
    void cutsLongMessages() {
        assertThat(VendorErrors.presentable("x ".repeat(5_000))).hasSize(2_000);
    }

    @Test
    void pagesOfHtmlAreNoMessage() {
        assertThat(VendorErrors.plainText("<html>502</html>".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(VendorErrors.plainText("upstream gone\n".getBytes(StandardCharsets.UTF_8)))
                .contains("upstream gone");
    }
}

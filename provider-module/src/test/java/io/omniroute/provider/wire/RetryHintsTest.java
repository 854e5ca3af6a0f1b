package io.omniroute.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long vendors want us to wait, and which of their hints wins. */
class RetryHintsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

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
                "{'details':[{'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'34s'}]} | 34",
                "{'details':[{'@type':'type.googleapis.com/google.rpc.Help'}]} | 5",
                "{'details':[{'@type':'type.googleapis.com/google.rpc.RetryInfo','retryDelay':'soon'}]} | 5",
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
    @CsvSource(
            delimiter = '|',
            value = {
                // what is said of this very call, before what may be about any limit
                "x-ratelimit-reset-requests=1s;x-ratelimit-reset-tokens=6m0s | Try again in 2h. | 7200",
                "x-ratelimit-reset-tokens=6m0s;x-ratelimit-remaining-tokens=0 | Please try again in 1.5s. | 1.5",
                "retry-after=9;x-ratelimit-reset-requests=1s | Try again in 2h. | 9",
                "retry-after-ms=250;retry-after=1 | Try again in 2h. | 0.25",
                "x-ratelimit-reset-requests=1s;x-ratelimit-reset-tokens=6m0s | Slow down. | 1",
                // what cannot be true hides nothing
                "retry-after-ms=999999999999999;retry-after=7 | | 7",
                "retry-after-ms=99999999999999999999;retry-after=7 | | 7",
                "retry-after-ms=soon;retry-after=7 | | 7",
                "retry-after-ms=-1;retry-after=7 | | 7",
                "retry-after=99999999 | Try again in 12s. | 12",
                "retry-after=soon;x-ratelimit-reset=30 | | 30"
            })
    void theMostExactHintWins(String headers, String text, String seconds) {
        Optional<Duration> delay = VendorErrors.retryAfter(429, headersOf(headers), Optional.ofNullable(text), NOW);
        assertThat(delay).contains(Duration.parse("PT" + seconds + "S"));
    }

    private static ResponseHeaders headersOf(String text) {
        Map<String, List<String>> values = new HashMap<>();
        for (String pair : text.split(";")) {
            values.put(pair.substring(0, pair.indexOf('=')), List.of(pair.substring(pair.indexOf('=') + 1)));
        }
        return new ResponseHeaders(values);
    }
}

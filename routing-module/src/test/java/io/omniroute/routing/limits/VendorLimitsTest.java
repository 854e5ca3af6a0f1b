package io.omniroute.routing.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.wire.ResponseHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorLimitsTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    /** Header families, what remains of what until when, and what follows: a pause or a gap, in milliseconds. */
    @ParameterizedTest
    @CsvSource({
        "x-ratelimit-%s-requests, 0/1000, 6s, 6000, 0",
        "x-ratelimit-%s-requests, 5/1000, 60s, 0, 12000",
        "x-ratelimit-%s-requests, 500/1000, 60s, 0, 0",
        "x-ratelimit-%s-requests, 5/1000, 24h, 0, 0",
        "x-ratelimit-%s-tokens, 0/30000, 20ms, 20, 0",
        "x-ratelimit-%s-tokens, 9/30000, 60s, 0, 0",
        "anthropic-ratelimit-requests-%s, 0/50, 2026-05-04T12:00:30Z, 30000, 0",
        "anthropic-ratelimit-requests-%s, 2/50, 2026-05-04T12:00:30Z, 0, 15000",
        "anthropic-ratelimit-input-tokens-%s, 0/50000, 2026-05-04T12:01:00Z, 60000, 0",
        "anthropic-ratelimit-output-tokens-%s, 0/50000, 2026-05-04T12:01:00Z, 60000, 0",
        "x-ratelimit-%s-requests, many/1000, 6s, 0, 0",
        "x-ratelimit-%s-requests, 0/1000, soon, 0, 0",
    })
    void theLastAnswerDecides(String family, String left, String reset, long pause, long gap) {
        ResponseHeaders headers = headers(Map.of(
                family.formatted("remaining"), left.split("/")[0],
                family.formatted("limit"), left.split("/")[1],
                family.formatted("reset"), reset));
        Learned learned = VendorLimits.read(headers, NOON).orElseThrow();
        assertThat(pause == 0 ? Duration.ZERO : learned.pause(NOON)).hasMillis(pause);
        assertThat(learned.gap(NOON)).hasMillis(gap);
    }

    @Test
    void theStrictestOfSeveralCounts() {
        Map<String, String> all = new HashMap<>();
        all.put("x-ratelimit-remaining-requests", "10");
        all.put("x-ratelimit-limit-requests", "1000");
        all.put("x-ratelimit-reset-requests", "10s");
        all.put("x-ratelimit-remaining-tokens", "0");
        all.put("x-ratelimit-limit-tokens", "1000");
        all.put("x-ratelimit-reset-tokens", "1m30s");
        Learned learned = VendorLimits.read(headers(all), NOON).orElseThrow();
        assertThat(learned.pause(NOON)).hasSeconds(90);
        assertThat(learned.gap(NOON)).hasSeconds(1);
    }

    @Test
    void anAnswerThatSaysNothingChangesNothing() {
        assertThat(VendorLimits.read(ResponseHeaders.of("content-type", "text/plain"), NOON))
                .isEmpty();
    }

    @Test
    void anAccountAboveItsShareSlowsDown() {
        Learned learned = VendorLimits.read(ResponseHeaders.of("x-ratelimit-over-limit", "yes"), NOON)
                .orElseThrow();
        assertThat(learned.gap(NOON)).hasMillis(200);
        assertThat(learned.gap(NOON.plusSeconds(61))).isZero();
    }

    private static ResponseHeaders headers(Map<String, String> values) {
        Map<String, List<String>> lists = new HashMap<>();
        values.forEach((name, value) -> lists.put(name, List.of(value)));
        return new ResponseHeaders(lists);
    }
}

package io.omniroute.routing.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.wire.WireFormat;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeteredCallsTest {
    private final RecordedMeters meters = new RecordedMeters();
    private final MeteredCalls calls = new MeteredCalls(meters, 3);

    @Test
    void aServedCallIsCountedAndTimedUnderItsProviderAndModel() {
        calls.settled(SettledCalls.of("acme", "a", 200));
        calls.settled(SettledCalls.of("acme", "a", 200));

        assertThat(meters.sum(Meter.CALLS, "acme", "a", "success")).isEqualTo(2);
        assertThat(meters.sum(Meter.CALL_DURATION, "acme", "a")).isEqualTo(80);
        assertThat(meters.observations(Meter.FIRST_BYTE, "acme", "a")).isEqualTo(2);
        assertThat(meters.sum(Meter.FIRST_BYTE, "acme", "a")).isEqualTo(20);
    }

    @Test
    void kindsOfTokensAddUpToWhatWasUsed() {
        Usage usage = new Usage(100, 40, 10, 30, 5, false, 0, Usage.Tier.STANDARD);

        calls.settled(SettledCalls.of(usage, new BigDecimal("0.0000125")));

        assertThat(meters.sum(Meter.TOKENS, "acme", "a", "input")).isEqualTo(50);
        assertThat(meters.sum(Meter.TOKENS, "acme", "a", "cached")).isEqualTo(40);
        assertThat(meters.sum(Meter.TOKENS, "acme", "a", "cache_write")).isEqualTo(10);
        assertThat(meters.sum(Meter.TOKENS, "acme", "a", "output")).isEqualTo(25);
        assertThat(meters.sum(Meter.TOKENS, "acme", "a", "reasoning")).isEqualTo(5);
        assertThat(meters.sum(Meter.COST, "acme", "a")).isEqualTo(12_500);
    }

    @Test
    void aVendorWhosePartsExceedTheWholeCountsNothingBackwards() {
        Usage usage = new Usage(10, 40, 0, 5, 9, false, 0, Usage.Tier.STANDARD);

        calls.settled(SettledCalls.of(usage, BigDecimal.ZERO));

        assertThat(meters.sum(Meter.TOKENS, "acme", "a", "input")).isZero();
        assertThat(meters.sum(Meter.TOKENS, "acme", "a", "output")).isZero();
        assertThat(meters.sum(Meter.TOKENS, "acme", "a", "reasoning")).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource({
        "200,success",
        "499,cancelled",
        "429,rate_limited",
        "404,client_error",
        "500,server_error",
        "502,server_error"
    })
    void theStatusDecidesTheOutcome(int status, String outcome) {
        calls.settled(SettledCalls.of("acme", "a", 200));

        calls.settled(SettledCalls.of("acme", "a", status));

        assertThat(meters.sum(Meter.CALLS, "acme", "a", outcome)).isPositive();
    }

    @Test
    void aModelThatWasNeverServedIsNoLabel() {
        calls.settled(SettledCalls.of("acme", "made-up", 404));

        assertThat(meters.knows(Meter.CALLS, "acme", "made-up", "client_error")).isFalse();
        assertThat(meters.sum(Meter.CALLS, "acme", "none", "client_error")).isEqualTo(1);
    }

    @Test
    void aCallThatReachedNoProviderIsCountedUnderNone() {
        calls.settled(SettledCalls.of("", "", 404));

        assertThat(meters.sum(Meter.CALLS, "none", "none", "client_error")).isEqualTo(1);
    }

    @Test
    void modelsBeyondTheBoundShareOneLabel() {
        for (int i = 0; i < 10; i++) {
            calls.settled(SettledCalls.of("acme", "m" + i, 200));
        }

        assertThat(meters.sum(Meter.CALLS, "acme", "m2", "success")).isEqualTo(1);
        assertThat(meters.knows(Meter.CALLS, "acme", "m3", "success")).isFalse();
        assertThat(meters.sum(Meter.CALLS, "acme", "other", "success")).isEqualTo(7);
    }

    @Test
    void openStreamsGoUpAndDown() {
        calls.streamOpened("acme", "a");
        calls.streamOpened("acme", "a");
        calls.streamClosed("acme", "a");

        assertThat(meters.gauge(Meter.OPEN_STREAMS, "acme", "a")).isEqualTo(1);
    }

    @Test
    void whoFailedAndWhoWasPassedOverAreCountedApart() {
        calls.attemptFailed("beta");
        calls.attemptFailed("beta");
        calls.passedOver("acme");

        assertThat(meters.sum(Meter.FAILED_ATTEMPTS, "beta")).isEqualTo(2);
        assertThat(meters.knows(Meter.FAILED_ATTEMPTS, "acme")).isFalse();
        assertThat(meters.sum(Meter.PASSED_OVER, "acme")).isEqualTo(1);
        assertThat(meters.knows(Meter.PASSED_OVER, "beta")).isFalse();
    }

    @Test
    void refusedCallsAreCountedByFormatAndStatus() {
        calls.refused(WireFormat.GEMINI, 401);
        calls.refused(WireFormat.GEMINI, 401);

        assertThat(meters.sum(Meter.REFUSED, "gemini", "401")).isEqualTo(2);
    }
}

package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.routing.combo.ComboConfig;
import io.omniroute.routing.resolution.Combinations;
import io.omniroute.routing.strategy.Strategy;
import io.omniroute.routing.usage.UsageRecord;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams whose beginning a combo holds back, so that an early break still fails over. */
class HoldBackTest {
    private final ComboRoad road = new ComboRoad();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsHeldBackIsNotSeenWhenTheVendorBreaksOffEarly(boolean translated) {
        road.combo(Combinations.combo("careful", Strategy.FILL_FIRST, holding(3), "key/m", "free/m"));
        road.vendor.answers(200, ComboRoad.SSE, ComboRoad.chunks("bad", "start"));
        road.vendor.answers(200, ComboRoad.SSE, ComboRoad.chunks("a", "b", "c", "d") + ComboRoad.END);
        road.callAs("careful", translated);
        assertThat(road.reply.text())
                .doesNotContain("bad")
                .contains("\"a\"", "\"d\"")
                .doesNotContain("\"error\"");
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Provider", "free");
        UsageRecord charged = road.onlyRecord();
        assertThat(charged.status()).isEqualTo(200);
        assertThat(charged.attempts().get(0).reason())
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("UPSTREAM_GARBLED"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerShorterThanTheHoldGoesOutWhole(boolean translated) {
        road.combo(Combinations.combo("careful", Strategy.FILL_FIRST, holding(50), "key/m", "free/m"));
        String stream = ComboRoad.chunks("a", "b") + ComboRoad.END;
        road.vendor.answers(200, ComboRoad.SSE, stream);
        road.callAs("careful", translated);
        if (!translated) {
            assertThat(road.reply.text()).isEqualTo(stream);
        }
        assertThat(road.reply.text()).contains("\"a\"", "\"b\"");
        assertThat(road.vendor.calls).hasSize(1);
        assertThat(road.onlyRecord().status()).isEqualTo(200);
    }

    @Test
    void aBreakBehindTheHoldIsToldInTheStreamAndChargedOnce() {
        road.combo(Combinations.combo("careful", Strategy.FILL_FIRST, holding(2), "key/m", "free/m"));
        road.vendor.answers(200, ComboRoad.SSE, ComboRoad.chunks("a", "b", "c"));
        road.call("careful", true);
        assertThat(road.reply.text()).contains("\"a\"", "\"c\"", "\"error\"");
        assertThat(road.vendor.calls).hasSize(1);
        assertThat(road.onlyRecord().status()).isEqualTo(502);
    }

    private static ComboConfig holding(int firstTokens) {
        return new ComboConfig(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(firstTokens),
                Optional.empty());
    }
}

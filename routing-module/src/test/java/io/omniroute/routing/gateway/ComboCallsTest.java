package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.outbound.ProxyServer;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.combo.ComboConfig;
import io.omniroute.routing.egress.ProxyLevel;
import io.omniroute.routing.egress.ProxyPlace;
import io.omniroute.routing.egress.ProxyRule;
import io.omniroute.routing.egress.ProxyRules;
import io.omniroute.routing.resolution.Combinations;
import io.omniroute.routing.strategy.Strategy;
import io.omniroute.routing.traffic.CallCounts;
import io.omniroute.routing.usage.Attempt;
import io.omniroute.routing.usage.UsageRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whole calls that name combos, against vendors that follow a script. */
class ComboCallsTest {
    private final ComboRoad road = new ComboRoad();

    @Test
    void aCallFallsThroughTheTiersUntilOneAnswers() {
        Combo tiers = road.combo(
                Combinations.combo("tiers", Strategy.FILL_FIRST, "subscription/m", "key/m", "cheap/m", "free/m"));
        road.vendor
                .answers(429, ComboRoad.JSON, "{\"error\":{\"message\":\"limit\",\"type\":\"rate\"}}")
                .fails(new GatewayException(Failure.of(FailureKind.UPSTREAM_UNREACHABLE, "refused")))
                .answers(404, ComboRoad.JSON, "{\"error\":{\"message\":\"no such model\",\"type\":\"x\"}}")
                .answers(200, ComboRoad.JSON, ComboRoad.WHOLE);
        road.call("tiers", false);
        assertThat(road.reply.status).isEqualTo(200);
        assertThat(road.reply.headers)
                .containsEntry("X-OmniRoute-Provider", "free")
                .containsEntry("X-OmniRoute-Attempts", "4");
        UsageRecord charged = road.onlyRecord();
        assertThat(charged.provider()).isEqualTo("free");
        assertThat(charged.attempts())
                .extracting(Attempt::provider)
                .containsExactly("subscription", "key", "cheap", "free");
        assertThat(charged.attempts().get(1).reason()).contains("UPSTREAM_UNREACHABLE: refused");
        CallCounts.Totals calls = road.ways.combos.calls(tiers.id()).totals();
        assertThat(calls.successes()).isEqualTo(1);
        assertThat(calls.fallbacks()).isEqualTo(1);
        assertThat(road.ways.combos.steps(tiers.id()).get("key/m").failures()).isEqualTo(1);
        assertThat(road.ways.combos.steps(tiers.id()).get("free/m").successes()).isEqualTo(1);
    }

    @Test
    void whenAllFailTheMostUsefulWordIsToldWithTheEarliestRetry() {
        road.combo(Combinations.combo("tiers", Strategy.FILL_FIRST, "subscription/m", "key/m", "cheap/m"));
        road.vendor
                .fails(limited("first", 60))
                .fails(limited("last", 20))
                .fails(new GatewayException(Failure.of(FailureKind.UPSTREAM_AUTH, "our key is wrong")));
        road.call("tiers", false);
        assertThat(road.reply.status).isEqualTo(429);
        assertThat(road.reply.text()).contains("last").doesNotContain("our key");
        assertThat(road.reply.headers).containsEntry("Retry-After", "20");
        assertThat(road.onlyRecord().attempts()).hasSize(3);
        assertThat(road.onlyRecord().cost().total()).isZero();
    }

    @Test
    void aCallLeavesByTheProxyOfItsInnermostComboAndABrokenProxyIsPassedBy() {
        Combo inner = road.combo(Combinations.combo("inner", Strategy.FILL_FIRST, "key/m"));
        Combo outer = road.combo(Combinations.combo("outer", Strategy.FILL_FIRST, "inner", "cheap/m"));
        road.proxies = ProxyRules.NONE
                .with(new ProxyPlace(ProxyLevel.COMBO, inner.id().toString()), proxy("inner.example"))
                .with(new ProxyPlace(ProxyLevel.COMBO, outer.id().toString()), proxy("outer.example"))
                .with(ProxyPlace.GLOBAL, proxy("global.example"));
        road.vendor
                .fails(new GatewayException(Failure.of(FailureKind.PROXY_FAILED, "no login", "proxy_login_refused")))
                .answers(200, ComboRoad.JSON, ComboRoad.WHOLE)
                .answers(200, ComboRoad.JSON, ComboRoad.WHOLE);
        road.call("outer", false);
        assertThat(road.reply.status).isEqualTo(200);
        assertThat(road.onlyRecord().attempts().get(0).reason()).contains("PROXY_FAILED: no login");
        road.call("free/m", false);
        assertThat(road.vendor.calls)
                .extracting(call -> call.outbound().proxy().orElseThrow().host())
                .containsExactly("inner.example", "outer.example", "global.example");
    }

    private static ProxyRule proxy(String host) {
        return ProxyRule.by(new ProxyServer(ProxyServer.Kind.HTTP, host, 3128, Optional.empty(), false));
    }

    @Test
    void aBadRequestIsNotTriedElsewhere() {
        road.combo(Combinations.combo("tiers", Strategy.FILL_FIRST, "subscription/m", "key/m"));
        road.vendor.answers(
                400, ComboRoad.JSON, "{\"error\":{\"message\":\"bad\",\"type\":\"invalid_request_error\"}}");
        road.call("tiers", false);
        assertThat(road.reply.status).isEqualTo(400);
        assertThat(road.vendor.calls).hasSize(1);
    }

    @Test
    void roundRobinGoesRoundAndSticksAsLongAsItIsTold() {
        road.combo(Combinations.combo("ring", Strategy.ROUND_ROBIN, "key/m", "cheap/m", "free/m"));
        assertThat(road.served("ring", 6)).containsExactly("key", "cheap", "free", "key", "cheap", "free");
        ComboConfig sticky = config(0, Optional.of(2));
        road.combo(Combinations.combo("sticky", Strategy.ROUND_ROBIN, sticky, "key/m", "cheap/m"));
        assertThat(road.served("sticky", 6)).containsExactly("key", "key", "cheap", "cheap", "key", "key");
    }

    @Test
    void weightsDivideTheCalls() {
        road.combo(Combinations.combo("scales", Strategy.WEIGHTED, "key/m=1", "cheap/m=3", "free/m=0"));
        List<String> served = road.served("scales", 400);
        assertThat(served).doesNotContain("free");
        assertThat(served.stream().filter("cheap"::equals).count()).isBetween(260L, 340L);
    }

    @Test
    void leastUsedAndCheapestChooseByWhatIsKnownNow() {
        road.combo(Combinations.combo("least", Strategy.LEAST_USED, "key/m", "cheap/m"));
        assertThat(road.served("least", 4)).containsExactly("key", "cheap", "key", "cheap");
        road.price("cheap", "0.1");
        road.price("key", "5");
        road.combo(Combinations.combo("thrift", Strategy.COST_OPTIMIZED, "free/m", "key/m", "cheap/m"));
        assertThat(road.served("thrift", 2)).containsExactly("cheap", "cheap");
    }

    @Test
    void aComboInAComboIsLaidOutByItsOwnStrategy() {
        Combo inner = road.combo(Combinations.combo("ring", Strategy.ROUND_ROBIN, "cheap/m", "free/m"));
        Combo outer = road.combo(Combinations.combo("outer", Strategy.FILL_FIRST, "ring", "key/m"));
        assertThat(road.served("outer", 3)).containsExactly("cheap", "free", "cheap");
        road.vendor
                .answers(500, ComboRoad.JSON, "{}")
                .answers(500, ComboRoad.JSON, "{}")
                .answers(200, ComboRoad.JSON, ComboRoad.WHOLE);
        road.call("outer", false);
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Provider", "key");
        assertThat(road.ways.combos.steps(outer.id()).get("ring").requests()).isEqualTo(5);
        assertThat(road.ways.combos.steps(inner.id()).get("cheap/m").failures()).isEqualTo(1);
    }

    @Test
    void anInnerComboTakesATurnOnlyWhenItIsReached() {
        road.combo(Combinations.combo("inner", Strategy.ROUND_ROBIN, "key/m", "key/other"));
        road.combo(Combinations.combo("middle", Strategy.ROUND_ROBIN, "inner", "cheap/m"));
        road.combo(Combinations.combo("outer", Strategy.FILL_FIRST, "middle"));
        List<String> models = IntStream.range(0, 8)
                .mapToObj(i -> {
                    road.served("outer", 1);
                    return road.reply.headers.get("X-OmniRoute-Provider") + "/"
                            + road.reply.headers.get("X-OmniRoute-Model");
                })
                .toList();
        assertThat(models)
                .containsExactly(
                        "key/m", "cheap/m", "key/other", "cheap/m", "key/m", "cheap/m", "key/other", "cheap/m");
    }

    @Test
    void anInnerComboTakesItsTurnsBehindAStepThatFails() {
        road.combo(Combinations.combo("ring", Strategy.ROUND_ROBIN, "cheap/m", "free/m"));
        road.combo(Combinations.combo("outer", Strategy.FILL_FIRST, "key/m", "ring"));
        List<String> served = IntStream.range(0, 4)
                .mapToObj(i -> {
                    road.vendor.answers(503, ComboRoad.JSON, "{}");
                    return road.served("outer", 1).get(0);
                })
                .toList();
        assertThat(served).containsExactly("cheap", "free", "cheap", "free");
    }

    @Test
    void anAccountThatIsRefusedIsNotAskedForAnotherModel() {
        road.combo(Combinations.combo("models", Strategy.FILL_FIRST, "key/m", "key/other", "free/m"));
        road.vendor
                .answers(401, ComboRoad.JSON, "{\"error\":{\"message\":\"wrong key\"}}")
                .answers(200, ComboRoad.JSON, ComboRoad.WHOLE);
        road.call("models", false);
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Provider", "free");
        road.vendor.answers(503, ComboRoad.JSON, "{}").answers(200, ComboRoad.JSON, ComboRoad.WHOLE);
        road.call("models", false);
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Model", "other");
    }

    @Test
    void theSameAccountIsAskedAgainOnlyIfTheComboSaysSo() {
        road.combo(Combinations.combo("stubborn", Strategy.FILL_FIRST, config(2, Optional.empty()), "key/m", "free/m"));
        road.vendor
                .answers(500, ComboRoad.JSON, "{}")
                .answers(503, ComboRoad.JSON, "{}")
                .answers(200, ComboRoad.JSON, ComboRoad.WHOLE);
        road.call("stubborn", false);
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Provider", "key");
        assertThat(road.ways.pauses).containsExactly(Duration.ofMillis(30), Duration.ofMillis(30));
        road.vendor.fails(limited("later", 60)).answers(200, ComboRoad.JSON, ComboRoad.WHOLE);
        road.call("stubborn", false);
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Provider", "free");
        assertThat(road.ways.pauses).hasSize(2);
    }

    @Test
    void theTimeoutOfAStepReplacesThatOfTheProvider() {
        ComboConfig hasty = new ComboConfig(
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofMillis(700)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        road.combo(Combinations.combo("hasty", Strategy.FILL_FIRST, hasty, "key/m"));
        assertThat(road.served("hasty", 1)).containsExactly("key");
        assertThat(road.vendor.calls.get(0).timeouts().firstByte()).isEqualTo(Duration.ofMillis(700));
        assertThat(road.vendor.calls.get(0).timeouts().idle()).isEqualTo(Duration.ofSeconds(120));
    }

    @Test
    void aPlaceIsGivenBackHoweverTheCallEnds() {
        ComboConfig single = new ComboConfig(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(1),
                Optional.of(Duration.ZERO),
                Optional.empty(),
                Optional.empty());
        road.combo(Combinations.combo("single", Strategy.FILL_FIRST, single, "key/m"));
        road.vendor.answers(500, ComboRoad.JSON, "{}").answers(200, ComboRoad.SSE, ComboRoad.chunks("a"));
        road.call("single", false);
        road.call("single", true);
        assertThat(road.served("single", 2)).containsExactly("key", "key");
    }

    private static GatewayException limited(String message, int seconds) {
        return new GatewayException(new Failure(
                FailureKind.RATE_LIMITED,
                429,
                message,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(seconds))));
    }

    private static ComboConfig config(int retries, Optional<Integer> sticky) {
        return new ComboConfig(
                Optional.of(retries),
                Optional.of(Duration.ofMillis(30)),
                Optional.empty(),
                Optional.of(5),
                Optional.empty(),
                Optional.empty(),
                sticky);
    }
}

package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.connection.AccountStrategy;
import io.omniroute.provider.wire.WireFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole calls to a provider with several accounts. */
class AccountsTest {
    private final ComboRoad road = new ComboRoad();

    @Test
    void fillFirstKeepsToTheFirstAccount() {
        road.accounts = 3;
        assertThat(road.accounts(4)).hasSize(4).containsOnly(road.account(1));
    }

    @Test
    void roundRobinStaysForThreeCallsWithEach() {
        road.accounts = 3;
        road.accountStrategy = AccountStrategy.ROUND_ROBIN;
        String a = road.account(1);
        String b = road.account(2);
        String c = road.account(3);
        assertThat(road.accounts(10)).containsExactly(a, a, a, b, b, b, c, c, c, a);
    }

    @Test
    void leastUsedTakesEachInTurnAndHearsOfItAtOnce() {
        road.accounts = 2;
        road.accountStrategy = AccountStrategy.LEAST_USED;
        assertThat(road.accounts(4))
                .containsExactly(road.account(1), road.account(2), road.account(1), road.account(2));
    }

    @ParameterizedTest
    @EnumSource(AccountStrategy.class)
    void everyAccountIsAskedOnceBeforeTheCallFails(AccountStrategy strategy) {
        road.accounts = 4;
        road.accountStrategy = strategy;
        for (int i = 0; i < 4; i++) {
            road.vendor.answers(503, ComboRoad.JSON, "{}");
        }
        road.call("key/m", false);
        assertThat(road.reply.status).isEqualTo(503);
        assertThat(road.onlyRecord().attempts())
                .extracting(attempt -> attempt.connectionId().orElseThrow())
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    @Test
    void onlyWhoWasAskedCountsAsFailed() {
        road.accounts = 3;
        RecordingGuard guard = new RecordingGuard();
        guard.passesOver.add(1);
        road.guards.add(guard);
        road.vendor.answers(503, ComboRoad.JSON, "{}").answers(200, ComboRoad.JSON, ComboRoad.WHOLE);
        road.call("key/m", false);
        assertThat(road.onlyRecord().attempts())
                .extracting(attempt -> attempt.asked().orElseThrow())
                .containsExactly(false, true, true);
        assertThat(road.failed).containsExactly("key");
        assertThat(road.passedOver).containsExactly("key");
    }

    @Test
    void aRequestThatCannotBeWrittenForAVendorIsNoFailureOfTheVendor() {
        road.headers.put("x-omniroute-strict", "true");
        road.body(
                WireFormat.ANTHROPIC_MESSAGES,
                "{\"model\":\"key/m\",\"max_tokens\":9,\"context_management\":{},"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertThat(road.reply.status).isEqualTo(400);
        assertThat(road.onlyRecord().attempts()).hasSize(1);
        assertThat(road.onlyRecord().attempts().get(0).asked()).contains(false);
        assertThat(road.failed).isEmpty();
        assertThat(road.passedOver).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"address_not_allowed, false", "no_free_connection, false", "proxy_resting, false", "refused, true"})
    void aCallThatTheClientKeepsBackHasNotAskedAnyone(String code, boolean asked) {
        road.accounts = 2;
        road.vendor
                .fails(new GatewayException(Failure.of(FailureKind.UPSTREAM_UNREACHABLE, "no", code)))
                .answers(200, ComboRoad.JSON, ComboRoad.WHOLE);
        road.call("key/m", false);
        assertThat(road.onlyRecord().attempts())
                .extracting(attempt -> attempt.asked().orElseThrow())
                .containsExactly(asked, true);
        assertThat(road.failed).hasSize(asked ? 1 : 0);
        assertThat(road.passedOver).hasSize(asked ? 0 : 1);
    }

    @Test
    void aVendorMayUseTheSameWordsAsTheClient() {
        road.accounts = 2;
        road.vendor
                .answers(503, ComboRoad.JSON, "{\"error\":{\"message\":\"no\",\"code\":\"no_free_connection\"}}")
                .answers(200, ComboRoad.JSON, ComboRoad.WHOLE);
        road.call("key/m", false);
        assertThat(road.onlyRecord().attempts().get(0).asked()).contains(true);
    }

    @Test
    void p2cAvoidsTheAccountThatJustFailed() {
        road.accounts = 2;
        road.accountStrategy = AccountStrategy.P2C;
        road.vendor.answers(500, ComboRoad.JSON, "{}").answers(200, ComboRoad.JSON, ComboRoad.WHOLE);
        road.call("key/m", false);
        String well = road.reply.headers.get("X-OmniRoute-Connection");
        assertThat(road.accounts(20)).containsOnly(well);
    }
}

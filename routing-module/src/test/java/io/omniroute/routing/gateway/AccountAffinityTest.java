package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.connection.AccountStrategy;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.resolution.Combinations;
import io.omniroute.routing.strategy.Strategy;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that belong to an account: sessions, stored responses, signed thoughts. */
class AccountAffinityTest {
    private final ComboRoad road = new ComboRoad();

    private static final String SIGNED =
            "{\"id\":\"msg\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m\",\"content\":"
                    + "[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"EqQBCkYIBxgCKkDp3/8Kq\"}],"
                    + "\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}";

    @Test
    void aSessionStaysWithItsAccountAndOthersDoNotFollow() {
        road.accounts = 3;
        road.accountStrategy = AccountStrategy.ROUND_ROBIN;
        road.accounts(3);
        road.headers.put("x-session-id", "mine");
        List<String> mine = road.accounts(5);
        assertThat(mine).containsOnly(road.account(2));
        road.headers.put("x-session-id", "yours");
        road.accounts(2);
        assertThat(road.accounts(4)).containsOnly(road.account(2));
        road.headers.remove("x-session-id");
        assertThat(road.accounts(2)).containsExactly(road.account(2), road.account(3));
    }

    @Test
    void aPromptCacheKeyIsASessionToo() {
        road.accounts = 3;
        road.accountStrategy = AccountStrategy.ROUND_ROBIN;
        List<String> served = IntStream.range(0, 8)
                .mapToObj(i -> {
                    road.vendor.answers(200, ComboRoad.JSON, ComboRoad.WHOLE);
                    road.body(
                            WireFormat.OPENAI_CHAT,
                            "{\"model\":\"key/m\",\"prompt_cache_key\":\"agent-7\",\"messages\":[]}");
                    return road.reply.headers.get("X-OmniRoute-Connection");
                })
                .toList();
        assertThat(served).containsOnly(road.account(1));
    }

    @Test
    void aSessionMovesWhenItsAccountFailsAndStaysThere() {
        road.accounts = 2;
        road.accountStrategy = AccountStrategy.ROUND_ROBIN;
        road.headers.put("x-session-id", "mine");
        road.accounts(1);
        road.vendor.answers(503, ComboRoad.JSON, "{}").answers(200, ComboRoad.JSON, ComboRoad.WHOLE);
        road.call("key/m", false);
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Connection", road.account(2));
        assertThat(road.accounts(4)).containsOnly(road.account(2));
    }

    @Test
    void aSessionKeepsItsStepWhereTheComboSpreadsAndLeavesItWhereItRanks() {
        road.combo(Combinations.combo("ring", Strategy.ROUND_ROBIN, "key/m", "cheap/m", "free/m"));
        road.combo(Combinations.combo("tiers", Strategy.FILL_FIRST, "key/m", "free/m"));
        road.headers.put("x-session-id", "mine");
        assertThat(road.served("ring", 4)).containsOnly("key");
        road.vendor.answers(429, ComboRoad.JSON, "{}").answers(200, ComboRoad.JSON, ComboRoad.WHOLE);
        road.call("tiers", false);
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Provider", "free");
        assertThat(road.served("tiers", 1)).containsExactly("key");
    }

    @Test
    void aStoredResponseIsContinuedByItsOwnAccountOnly() {
        road.accounts = 3;
        road.vendorFormat = WireFormat.OPENAI_RESPONSES;
        road.accountStrategy = AccountStrategy.ROUND_ROBIN;
        for (int i = 0; i < 4; i++) {
            respond("resp_" + i, "");
        }
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Connection", road.account(2));
        respond("resp_next", ",\"previous_response_id\":\"resp_0\"");
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Connection", road.account(1));
        road.vendor.answers(429, ComboRoad.JSON, "{\"error\":{\"message\":\"limit\"}}");
        road.body(
                WireFormat.OPENAI_RESPONSES,
                "{\"model\":\"key/m\",\"input\":\"x\",\"previous_response_id\":\"resp_0\"}");
        assertThat(road.reply.status).isEqualTo(429);
    }

    @Test
    void aStoredResponseStaysWithTheOnlyAccountThatThereWas() {
        road.vendorFormat = WireFormat.OPENAI_RESPONSES;
        respond("resp_0", "");
        String only = road.reply.headers.get("X-OmniRoute-Connection");
        road.joins(0);
        assertThat(road.account(1)).isNotEqualTo(only);
        respond("resp_next", ",\"previous_response_id\":\"resp_0\"");
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Connection", only);
        respond("resp_new", "");
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Connection", road.account(1));
    }

    @Test
    void aStoredResponseStaysWithItsAccountThoughSessionsDoNot() {
        road.accounts = 2;
        road.vendorFormat = WireFormat.OPENAI_RESPONSES;
        road.accountStrategy = AccountStrategy.ROUND_ROBIN;
        road.sessionAffinity = false;
        road.headers.put("x-session-id", "mine");
        for (int i = 0; i < 3; i++) {
            respond("resp_" + i, "");
        }
        respond("resp_3", "");
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Connection", road.account(2));
        respond("resp_next", ",\"previous_response_id\":\"resp_0\"");
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Connection", road.account(1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStoredResponseWhoseAccountIsGoneIsUnknown(boolean stream) {
        road.accounts = 2;
        road.vendorFormat = WireFormat.OPENAI_RESPONSES;
        respond("resp_0", "");
        road.leaves(0);
        int asked = road.vendor.calls.size();
        road.body(
                WireFormat.OPENAI_RESPONSES,
                "{\"model\":\"key/m\",\"input\":\"x\",\"stream\":" + stream + ",\"previous_response_id\":\"resp_0\"}");
        assertThat(road.reply.status).isEqualTo(400);
        assertThat(road.reply.text())
                .contains(
                        "\"code\":\"previous_response_not_found\"",
                        "\"param\":\"previous_response_id\"",
                        "\"type\":\"invalid_request_error\"",
                        "gone or disabled");
        assertThat(road.vendor.calls).hasSize(asked);
        respond("resp_new", ",\"previous_response_id\":\"resp_never_seen\"");
        assertThat(road.reply.status).isEqualTo(200);
    }

    @Test
    void aStoredResponseIsNotContinuedByAnotherProvider() {
        road.combo(Combinations.combo("tiers", Strategy.FILL_FIRST, "cheap/m", "key/m"));
        road.vendorFormat = WireFormat.OPENAI_RESPONSES;
        respond("resp_0", "");
        respond("tiers", "resp_1", ",\"previous_response_id\":\"resp_0\"");
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Provider", "key");
        int asked = road.vendor.calls.size();
        road.body(
                WireFormat.OPENAI_RESPONSES,
                "{\"model\":\"free/m\",\"input\":\"x\",\"previous_response_id\":\"resp_0\"}");
        assertThat(road.reply.status).isEqualTo(400);
        assertThat(road.reply.text()).contains("previous_response_not_found", "does not lead to the account");
        assertThat(road.vendor.calls).hasSize(asked);
    }

    @Test
    void aStreamedResponseIsRememberedByItsFirstEvent() {
        road.accounts = 2;
        road.vendorFormat = WireFormat.OPENAI_RESPONSES;
        road.accountStrategy = AccountStrategy.ROUND_ROBIN;
        for (int i = 0; i < 3; i++) {
            respond("other_" + i, "");
        }
        road.vendor.answers(
                200,
                ComboRoad.SSE,
                "event: response.created\ndata: {\"type\":\"response.created\",\"response\":{\"id\":\"resp_s\"}}\n\n"
                        + "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{\"id\":\"resp_s\","
                        + "\"usage\":{\"input_tokens\":1,\"output_tokens\":1,\"total_tokens\":2}}}\n\n");
        road.body(WireFormat.OPENAI_RESPONSES, "{\"model\":\"key/m\",\"stream\":true,\"input\":\"x\"}");
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Connection", road.account(2));
        for (int i = 0; i < 3; i++) {
            respond("more_" + i, "");
        }
        respond("resp_next", ",\"previous_response_id\":\"resp_s\"");
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Connection", road.account(2));
    }

    @Test
    void signedThinkingGoesBackToWhoeverSignedIt() {
        road.accounts = 2;
        road.vendorFormat = WireFormat.ANTHROPIC_MESSAGES;
        road.accountStrategy = AccountStrategy.ROUND_ROBIN;
        think(SIGNED, "[]");
        for (int i = 0; i < 3; i++) {
            think(SIGNED.replace("EqQB", "XyZ" + i), "[]");
        }
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Connection", road.account(2));
        think(
                SIGNED,
                "[{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"signature\":\"EqQBCkYIBxgCKkDp3/8Kq\"}]}]");
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Connection", road.account(1));
    }

    private void think(String answer, String messages) {
        road.vendor.answers(200, ComboRoad.JSON, answer);
        road.body(
                WireFormat.ANTHROPIC_MESSAGES, "{\"model\":\"key/m\",\"max_tokens\":9,\"messages\":" + messages + "}");
    }

    private void respond(String id, String more) {
        respond("key/m", id, more);
    }

    private void respond(String model, String id, String more) {
        road.vendor.answers(
                200,
                ComboRoad.JSON,
                "{\"id\":\"" + id
                        + "\",\"object\":\"response\",\"output\":[],\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}");
        road.body(WireFormat.OPENAI_RESPONSES, "{\"model\":\"" + model + "\",\"input\":\"x\"" + more + "}");
    }
}

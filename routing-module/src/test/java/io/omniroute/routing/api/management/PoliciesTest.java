package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ClientAddress;
import io.omniroute.routing.access.KeySecrets;
import io.omniroute.routing.access.RetiredSecret;
import io.omniroute.routing.api.management.ManagementServer.Answer;
import io.omniroute.routing.ipfilter.BanRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {
    private final ManagementServer server = new ManagementServer();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ip-filter | {'enabled':true,'mode':'whitelist-priority','blacklist':['10.0.*.*'],'whitelist':['2001:db8::/32']}",
                "thinking-budget | {'mode':'custom','customBudget':2048,'effortLevel':'high'}",
                "system-prompt | {'enabled':true,'prompt':'Be kind.','position':'suffix'}",
            })
    void policiesAreSetReadAndAudited(String name, String body) {
        String path = "api/settings/" + name;
        Answer set = server.admin("PUT", path, body.replace('\'', '"'));
        assertThat(set.status()).isEqualTo(200);
        assertThat(server.admin("GET", path).text()).isEqualTo(set.text());
        assertThat(server.desk.stores.audit.last().action()).isEqualTo("settings.update");
        assertThat(server.desk.stores.audit.last().target()).isEqualTo("settings/" + name);
        int writes = server.desk.stores.writes;
        assertThat(server.admin("PUT", path, set.text()).text()).isEqualTo(set.text());
        assertThat(server.desk.stores.writes).isEqualTo(writes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ip-filter | {'blacklist':['10.0.0.0/40']} | blacklist[0]",
                "ip-filter | {'mode':'off'} | mode",
                "ip-filter | {'bans':{'failures':0}} | bans.failures",
                "thinking-budget | {'customBudget':131073} | customBudget",
                "thinking-budget | {'effort':'low'} | effort",
                "system-prompt | {'enabled':true} | prompt",
                "system-prompt | {'prompt':'x','position':'middle'} | position",
            })
    void whatMakesNoSenseIsRefusedByName(String name, String body, String field) {
        Answer refused = server.admin("PUT", "api/settings/" + name, body.replace('\'', '"'));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.field()).isEqualTo(field);
    }

    @Test
    void bansAreShownAndLifted() {
        BanRule once = new BanRule(true, 1, BanRule.DEFAULT.window(), BanRule.DEFAULT.ban(), false);
        String heard = new ClientAddress(Optional.empty()).of("2001:db8::1", List.of());
        server.desk.bans.failed(heard, once);
        assertThat(server.admin("GET", "api/settings/ip-filter").text()).contains("\"ip\":\"2001:db8:0:0::/64\"");
        assertThat(server.admin("DELETE", "api/settings/ip-filter/bans/nobody").status())
                .isEqualTo(404);
        assertThat(server.admin("DELETE", "api/settings/ip-filter/bans/2001:db8::1")
                        .status())
                .isEqualTo(204);
        assertThat(server.desk.stores.audit.last().action()).isEqualTo("ban.delete");
        assertThat(server.desk.stores.audit.last().target()).isEqualTo("ban:2001:db8:0:0::/64");
        assertThat(server.admin("DELETE", "api/settings/ip-filter/bans/2001:db8::1")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aBannedNetworkIsLiftedByWhatTheListShows() {
        BanRule once = new BanRule(true, 1, BanRule.DEFAULT.window(), BanRule.DEFAULT.ban(), false);
        for (String slash : List.of("/", "%2F")) {
            server.desk.bans.failed("2001:db8:0:7::1", once);
            assertThat(server.admin("DELETE", "api/settings/ip-filter/bans/2001:db8:0:7::" + slash + "64")
                            .status())
                    .isEqualTo(204);
        }
        assertThat(server.desk.bans.current()).isEmpty();
    }

    @Test
    void theFilterCoversTheManagementOnlyWhenAskedAndNeverLoopback() {
        String elsewhere = "{\"enabled\":true,\"mode\":\"whitelist\",\"whitelist\":[\"198.51.100.7\"]";
        assertThat(server.admin("PUT", "api/settings/ip-filter", elsewhere + ",\"coverManagement\":true}")
                        .field())
                .isEqualTo("coverManagement");
        assertThat(server.admin("PUT", "api/settings/ip-filter", elsewhere + "}")
                        .status())
                .isEqualTo(200);
        assertThat(server.admin("GET", "api/keys").status()).isEqualTo(200);
        server.peer = "198.51.100.7";
        assertThat(server.admin("PUT", "api/settings/ip-filter", elsewhere + ",\"coverManagement\":true}")
                        .status())
                .isEqualTo(200);
        server.peer = "192.0.2.7";
        assertThat(server.admin("GET", "api/keys").status()).isEqualTo(403);
        assertThat(server.desk.stores.audit.last().action()).isEqualTo("auth.address");
        Answer wrong =
                server.send("GET", "api/keys", "", Map.of("Authorization", ManagementServer.basic("admin", "guessed")));
        assertThat(wrong.status()).as("a guess tells nothing").isEqualTo(403);
        assertThat(server.desk.stores.audit.last().action()).isEqualTo("auth.address");
        assertThat(server.admin("GET", "api/nothing").status()).isEqualTo(403);
        server.peer = "127.0.0.1";
        assertThat(server.admin("GET", "api/keys").status()).isEqualTo(200);
    }

    @Test
    void aRotatedKeyShowsItsNewSecretOnceAndKeepsTheOldForTheOverlap() {
        Answer created = server.admin("POST", "api/keys", "{\"name\":\"ci\"}");
        String oldKey = created.json().getString("key");
        Answer rotated = server.admin("POST", "api/keys/" + created.id() + "/rotate", "{\"overlapSeconds\":60}");
        assertThat(rotated.status()).isEqualTo(200);
        String newKey = rotated.json().getString("key");
        assertThat(newKey).isNotEqualTo(oldKey);
        ApiKey stored = server.desk.stores.keys.list().get(0);
        Instant end = stored.rules().retired().orElseThrow().until();
        assertThat(rotated.json().getString("previousValidUntil")).isEqualTo(end.toString());
        assertThat(stored.isOpenedBy(KeySecrets.hash(newKey), end.plusSeconds(9)))
                .isTrue();
        assertThat(stored.isOpenedBy(KeySecrets.hash(oldKey), end.minusMillis(1)))
                .isTrue();
        assertThat(stored.isOpenedBy(KeySecrets.hash(oldKey), end)).isFalse();
        assertThat(server.desk.stores.audit.last().action()).isEqualTo("key.rotate");
        assertThat(server.desk.stores.audit.last().after().orElseThrow())
                .doesNotContain(newKey)
                .doesNotContain(stored.hash());
        assertThat(server.admin("GET", "api/keys/" + created.id()).text()).doesNotContain(newKey);
    }

    @Test
    void rotationWithoutOverlapEndsTheOldSecretAtOnce() {
        Answer created = server.admin("POST", "api/keys", "{\"name\":\"ci\"}");
        server.admin("POST", "api/keys/" + created.id() + "/rotate", "{}");
        ApiKey stored = server.desk.stores.keys.list().get(0);
        assertThat(stored.rules().retired()).isEmpty();
        assertThat(stored.hash()).isNotEqualTo(KeySecrets.hash(created.json().getString("key")));
    }

    @Test
    void nobodyTakesASecretThatStillOpensForAnotherKey() {
        Answer rotating = server.admin("POST", "api/keys", "{\"name\":\"a\"}");
        String old = rotating.json().getString("key");
        server.admin("POST", "api/keys/" + rotating.id() + "/rotate", "{\"overlapSeconds\":600}");
        String other = server.admin("POST", "api/keys", "{\"name\":\"b\"}").id();
        String byHash = "\"keyHash\":\"" + KeySecrets.hash(old) + "\"}";
        for (Answer refused : List.of(
                server.admin("POST", "api/keys", "{\"name\":\"c\",\"key\":\"" + old + "\"}"),
                server.admin("POST", "api/keys", "{\"name\":\"c\"," + byHash),
                server.admin("PATCH", "api/keys/" + other, "{" + byHash))) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.field()).isEqualTo("key");
        }
        ApiKey rotated = server.desk.stores.keys.list().stream()
                .filter(key -> key.name().equals("a"))
                .findFirst()
                .orElseThrow();
        Optional<RetiredSecret> over = Optional.of(new RetiredSecret(KeySecrets.hash(old), Instant.EPOCH));
        server.desk.stores.keys.put(rotated.rotated(rotated.hash(), rotated.hint(), over));
        assertThat(server.admin("PATCH", "api/keys/" + other, "{" + byHash).status())
                .as("what has ended is free")
                .isEqualTo(200);
    }

    @Test
    void aKeysRulesAreReadAndWritten() {
        Answer created = server.admin("POST", "api/keys", """
                {"name":"ci","allowedEndpoints":["models","chat"],"ipRules":["10.0.0.0/8"],"noLog":true,
                "systemPrompt":{"prompt":"Be kind."}}""");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text())
                .contains("\"allowedEndpoints\":[\"chat\",\"models\"]")
                .contains("\"ipRules\":[\"10.0.0.0/8\"]")
                .contains("\"noLog\":true")
                .contains("\"prompt\":\"Be kind.\"");
        Answer patched = server.admin("PATCH", "api/keys/" + created.id(), "{\"noLog\":false}");
        assertThat(patched.text()).contains("\"noLog\":false").contains("\"ipRules\":[\"10.0.0.0/8\"]");
        assertThat(server.admin("POST", "api/keys", "{\"name\":\"x\",\"allowedEndpoints\":[\"audio\"]}")
                        .field())
                .isEqualTo("allowedEndpoints[0]");
    }

    @Test
    void policiesArePartOfTheConfiguration() {
        server.admin("PUT", "api/settings/system-prompt", "{\"prompt\":\"Be kind.\"}");
        assertThat(server.admin("GET", "api/config").json().getJsonObject("policies"))
                .hasToString(server.desk.policies.current().toString());
    }
}

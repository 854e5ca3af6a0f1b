package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.access.KeySecrets;
import io.omniroute.routing.api.management.ManagementServer.Answer;
import io.omniroute.routing.audit.AuditEntry;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ObjectsTest {
    private final ManagementServer server = new ManagementServer();

    @Test
    void aGatewayKeyIsShownOnceAndKeptAsAHash() {
        Answer created =
                post("api/keys", "{\"name\":\"ci\",\"allowedModels\":[\"acme/*\"],\"allowedProviders\":[\"oa\"]}");
        String key = created.json().getString("key");
        assertThat(key).startsWith("sk-").hasSize(46);
        assertThat(server.desk.stores.keys.find(new ApiKeyId(UUID.fromString(created.id()))))
                .hasValueSatisfying(kept -> assertThat(kept.hash()).isEqualTo(KeySecrets.hash(key)));
        assertThat(created.json().getJsonArray("allowedProviders").getString(0)).isEqualTo("openai");
        Answer read = server.admin("GET", "api/keys/" + created.id());
        assertThat(read.json()).doesNotContainKey("key");
        assertThat(read.json().getString("hint")).isEqualTo(KeySecrets.hint(key));
        Answer patched =
                server.admin("PATCH", "api/keys/" + created.id(), "{\"enabled\":false,\"expiresAt\":1800000000}");
        assertThat(patched.json().getString("expiresAt")).isEqualTo("2027-01-15T08:00:00Z");
        Answer endless = server.admin("PATCH", "api/keys/" + created.id(), "{\"expiresAt\":null}");
        assertThat(endless.json()).doesNotContainKey("expiresAt");
        assertThat(endless.json().getBoolean("enabled")).isFalse();
    }

    @Test
    void whoBringsAKeyIsNotShownIt() {
        String key = "my-own-key-with-enough-random-characters";
        Answer created = post("api/keys", "{\"name\":\"own\",\"key\":\"" + key + "\"}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text()).doesNotContain(key);
        Answer again = post("api/keys", "{\"name\":\"twin\",\"key\":\"" + key + "\"}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.field()).isEqualTo("key");
    }

    @Test
    void listsArePaged() {
        for (int i = 0; i < 5; i++) {
            post("api/keys", "{\"name\":\"k" + i + "\"}");
        }
        JsonObject first = server.admin("GET", "api/keys?limit=2").json();
        assertThat(names(first)).containsExactly("k0", "k1");
        JsonObject second = server.admin("GET", "api/keys?limit=2&after=" + first.getString("next"))
                .json();
        assertThat(names(second)).containsExactly("k2", "k3");
        JsonObject last = server.admin("GET", "api/keys?limit=2&after=" + second.getString("next"))
                .json();
        assertThat(names(last)).containsExactly("k4");
        assertThat(last.isNull("next")).isTrue();
    }

    @Test
    void anAliasIsMadeByPutAndFollowsOthers() {
        assertThat(server.admin("PUT", "api/models/alias", "{\"alias\":\"fast\",\"target\":\"openai/gpt-4o\"}")
                        .status())
                .isEqualTo(200);
        assertThat(post("api/models/alias", "{\"alias\":\"quick\",\"target\":\"fast\"}")
                        .status())
                .isEqualTo(201);
        Answer moved = server.admin("PUT", "api/models/alias", "{\"alias\":\"fast\",\"target\":\"oa/o3\"}");
        assertThat(moved.json().getString("target")).isEqualTo("oa/o3");
        assertThat(server.admin("DELETE", "api/models/alias?alias=quick").status())
                .isEqualTo(204);
        assertThat(server.admin("DELETE", "api/models/alias/fast").status()).isEqualTo(204);
        assertThat(server.admin("GET", "api/models/alias").json().getJsonArray("items"))
                .isEmpty();
    }

    @Test
    void aCustomModelMayHaveSlashesInItsId() {
        Answer created = post("api/provider-models", """
                {"provider":"oa","model":"meta/llama 3","contextTokens":8192,"vision":false}""");
        assertThat(created.id()).isEqualTo("openai/meta/llama 3");
        assertThat(created.response().getHeaderString("Location"))
                .isEqualTo("http://gateway.example:20128/api/provider-models/openai/meta/llama%203");
        Answer patched = server.admin("PATCH", "api/provider-models/openai/meta/llama%203", "{\"tools\":false}");
        assertThat(patched.json().getBoolean("tools")).isFalse();
        assertThat(patched.json().getInt("contextTokens")).isEqualTo(8192);
        assertThat(server.admin("GET", "api/provider-models?provider=azure")
                        .json()
                        .getJsonArray("items"))
                .isEmpty();
        assertThat(server.admin("DELETE", "api/provider-models?provider=openai&model=meta/llama%203")
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aProviderThatNobodyKnowsHasNoModels() {
        Answer listed = server.admin("GET", "api/provider-models?provider=unheard%20of");
        assertThat(listed.status()).isEqualTo(200);
        assertThat(listed.json().getJsonArray("items")).isEmpty();
    }

    @Test
    void anotherAdminMayReplaceTheLastOne() {
        assertThat(post("api/users", """
                {"name":"eve","password":"long enough it is","role":"ADMIN"}""").text()).doesNotContain("long enough");
        assertThat(server.admin("PATCH", "api/users/eve", "{\"role\":\"OPERATOR\"}")
                        .json()
                        .getString("role"))
                .isEqualTo("OPERATOR");
        server.admin("PATCH", "api/users/eve", "{\"role\":\"ADMIN\"}");
        assertThat(server.admin("DELETE", "api/users/admin").status()).isEqualTo(204);
        assertThat(server.admin("GET", "api/users").status()).isEqualTo(401);
    }

    @Test
    void pricesAreMergedOverTheCatalogue() {
        post("api/provider-nodes", """
                {"prefix":"acme","format":"openai-chat","baseUrl":"http://127.0.0.1:9000/v1"}""");
        Answer put = server.admin("PUT", "api/pricing", """
                {"acme":{"a":{"input":1.0,"output":2.0,"cached":0.1,"cache_creation":1.25,"reasoning":2.0,
                              "validFrom":1700000000}}, "oa":{"gpt-4o":{"input":9,"output":9}}}""");
        assertThat(put.status()).isEqualTo(200);
        JsonObject table = server.admin("GET", "api/pricing").json();
        JsonObject a = table.getJsonObject("acme").getJsonObject("a");
        assertThat(a.getJsonNumber("cache_creation").bigDecimalValue()).isEqualByComparingTo("1.25");
        assertThat(a.getString("validFrom")).isEqualTo("2023-11-14T22:13:20Z");
        assertThat(table.getJsonObject("openai").getJsonObject("gpt-4o").getInt("input"))
                .isEqualTo(9);
        assertThat(table.getJsonObject("azure")
                        .getJsonObject("gpt-4o")
                        .getJsonNumber("input")
                        .bigDecimalValue())
                .isEqualByComparingTo("2.5");
        int writes = server.desk.stores.writes;
        server.admin("PUT", "api/pricing", "{\"openai\":{\"gpt-4o\":{\"input\":9.00,\"output\":9}}}");
        assertThat(server.desk.stores.writes).isEqualTo(writes);
        server.admin("PUT", "api/pricing", """
                {"acme":{"a":{"input":5,"output":5,"validFrom":"2999-01-01T00:00:00Z"}}}""");
        assertThat(server.admin("GET", "api/pricing")
                        .json()
                        .getJsonObject("acme")
                        .getJsonObject("a")
                        .getInt("input"))
                .isEqualTo(1);
        assertThat(server.admin("GET", "api/pricing/dated").json().getJsonArray("items"))
                .hasSize(3);
        assertThat(server.admin("DELETE", "api/pricing?provider=openai&model=gpt-4o")
                        .status())
                .isEqualTo(204);
        assertThat(audit().action()).isEqualTo("pricing.delete");
        assertThat(server.admin("GET", "api/pricing")
                        .json()
                        .getJsonObject("openai")
                        .getJsonObject("gpt-4o")
                        .getJsonNumber("input")
                        .bigDecimalValue())
                .isEqualByComparingTo("2.5");
    }

    @Test
    void settingsArePatched() {
        Answer answer = server.admin("PATCH", "api/settings", "{\"blockedProviders\":[\"oa\",\"demo\"]}");
        assertThat(answer.text())
                .startsWith("{\"demoProvider\":true,\"blockedProviders\":[\"demo\",\"openai\"],\"resilience\":{");
        assertThat(audit().action()).isEqualTo("settings.update");
        assertThat(server.admin("PATCH", "api/settings", "{\"demoProvider\":false}")
                        .json()
                        .getJsonArray("blockedProviders"))
                .hasSize(2);
    }

    private Answer post(String path, String body) {
        return server.admin("POST", path, body);
    }

    private AuditEntry audit() {
        return server.desk.stores.audit.last();
    }

    private static java.util.List<String> names(JsonObject page) {
        JsonArray items = page.getJsonArray("items");
        return items.getValuesAs(JsonObject.class).stream()
                .map(item -> item.getString("name"))
                .toList();
    }
}

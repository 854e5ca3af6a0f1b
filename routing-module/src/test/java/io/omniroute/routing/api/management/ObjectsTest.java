package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.access.KeySecrets;
import io.omniroute.routing.api.management.ManagementServer.Answer;
import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.audit.AuditEntry;
import io.omniroute.routing.json.Body;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ObjectsTest {
    private final ManagementServer server = new ManagementServer();

    @Test
    void aNodeIsMadeChangedAndRemovedAndEachStepIsAudited() {
        Answer created = post("api/provider-nodes", """
                {"prefix":"acme","name":"Acme","format":"anthropic-messages","baseUrl":"https://api.acme.example/"}""");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.response().getHeaderString("Location"))
                .isEqualTo("http://gateway.example:20128/api/provider-nodes/" + created.id());
        assertThat(created.json().getString("baseUrl")).isEqualTo("https://api.acme.example");
        assertThat(created.json().getJsonObject("timeouts").getInt("connectMs")).isEqualTo(10_000);
        assertThat(audit().action()).isEqualTo("provider-node.create");
        assertThat(audit().actor()).isEqualTo("admin");
        assertThat(audit().target()).isEqualTo("provider-node:" + created.id());
        assertThat(audit().before()).isEmpty();
        assertThat(audit().after()).hasValueSatisfying(json -> assertThat(json).contains("\"acme\""));

        Answer patched =
                server.admin("PATCH", "api/provider-nodes/" + created.id(), "{\"timeouts\":{\"firstByteMs\":5000}}");
        assertThat(patched.json().getJsonObject("timeouts").getInt("firstByteMs"))
                .isEqualTo(5000);
        assertThat(patched.json().getJsonObject("timeouts").getInt("connectMs")).isEqualTo(10_000);
        assertThat(patched.json().getString("name")).isEqualTo("Acme");
        assertThat(audit().before()).hasValueSatisfying(json -> assertThat(json).contains("300000"));
        assertThat(audit().after()).hasValueSatisfying(json -> assertThat(json).contains("5000"));

        Answer replaced = server.admin("PUT", "api/provider-nodes/" + created.id(), """
                {"prefix":"acme2","format":"gemini","baseUrl":"http://127.0.0.1:9000"}""");
        assertThat(replaced.json().getString("name")).isEqualTo("acme2");
        assertThat(replaced.json().getJsonObject("timeouts").getInt("firstByteMs"))
                .isEqualTo(300_000);
        assertThat(replaced.id()).isEqualTo(created.id());

        assertThat(server.admin("DELETE", "api/provider-nodes/" + created.id()).status())
                .isEqualTo(204);
        assertThat(audit().action()).isEqualTo("provider-node.delete");
        assertThat(server.admin("GET", "api/provider-nodes/" + created.id()).status())
                .isEqualTo(404);
    }

    @Test
    void aNodeStatesItsTierOrIsTakenForAnApiKeyVendors() {
        Answer plain = post("api/provider-nodes", """
                {"prefix":"plain","format":"openai-chat","baseUrl":"http://127.0.0.1:9000/v1"}""");
        assertThat(plain.json().getString("tier")).isEqualTo("api_key");
        Answer cheap = post("api/provider-nodes", """
                {"prefix":"acme","format":"openai-chat","baseUrl":"http://127.0.0.1:9000/v1","tier":"cheap"}""");
        assertThat(cheap.json().getString("tier")).isEqualTo("cheap");
        assertThat(server.desk.providers.find("acme").orElseThrow().tier()).isEqualTo(ProviderDescriptor.Tier.CHEAP);
        Answer refused = server.admin("PATCH", "api/provider-nodes/" + cheap.id(), "{\"tier\":\"API_KEY\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("subscription, api_key, cheap or free");
        JsonObject exported = server.admin("GET", "api/config").json();
        server.admin("PATCH", "api/provider-nodes/" + cheap.id(), "{\"tier\":\"free\"}");
        server.desk.configuration.apply(Body.of(exported), Actor.SYSTEM);
        assertThat(server.admin("GET", "api/provider-nodes/" + cheap.id())
                        .json()
                        .getString("tier"))
                .isEqualTo("cheap");
    }

    @Test
    void whatWasReadMayBeSentBackAndChangesNothing() {
        Answer created = post("api/provider-nodes", """
                {"prefix":"acme","format":"openai-chat","baseUrl":"http://127.0.0.1:9000/v1"}""");
        int writes = server.desk.stores.writes;
        int entries = server.desk.stores.audit.entries().size();
        Answer again = server.admin("PUT", "api/provider-nodes/" + created.id(), created.text());
        assertThat(again.json()).isEqualTo(created.json());
        assertThat(server.desk.stores.writes).isEqualTo(writes);
        assertThat(server.desk.stores.audit.entries()).hasSize(entries);
    }

    @Test
    void aNodeWithConnectionsKeepsItsPrefixAndStays() {
        Answer node = post("api/provider-nodes", """
                {"prefix":"acme","format":"openai-chat","baseUrl":"http://127.0.0.1:9000/v1"}""");
        Answer connection = post("api/providers", "{\"provider\":\"acme\"}");
        assertThat(connection.json().getString("name")).isEqualTo("main");
        assertThat(server.admin("DELETE", "api/provider-nodes/" + node.id()).status())
                .isEqualTo(409);
        Answer renamed = server.admin("PATCH", "api/provider-nodes/" + node.id(), "{\"prefix\":\"other\"}");
        assertThat(renamed.status()).isEqualTo(409);
        assertThat(renamed.field()).isEqualTo("prefix");
        server.admin("DELETE", "api/providers/" + connection.id());
        assertThat(server.admin("DELETE", "api/provider-nodes/" + node.id()).status())
                .isEqualTo(204);
    }

    @Test
    void aConnectionKeepsItsKeyUntilAnotherIsGiven() {
        Answer created = post("api/providers", """
                {"provider":"oa","name":"main","apiKey":"sk-very-secret-0001"}""");
        assertThat(created.json().getString("provider")).isEqualTo("openai");
        assertThat(created.json().getString("apiKeyHint")).isEqualTo("…0001");
        assertThat(created.json()).doesNotContainKey("apiKey");
        String path = "api/providers/" + created.id();
        Answer patched = server.admin("PATCH", path, "{\"priority\":7,\"enabled\":false}");
        assertThat(patched.json().getInt("priority")).isEqualTo(7);
        assertThat(patched.json().getBoolean("enabled")).isFalse();
        assertThat(secretOf(created)).isEqualTo("sk-very-secret-0001");
        server.admin("PUT", path, "{\"provider\":\"openai\",\"name\":\"main\"}");
        assertThat(secretOf(created)).isEqualTo("sk-very-secret-0001");
        server.admin("PATCH", path, "{\"apiKey\":\"sk-very-secret-0002\"}");
        assertThat(secretOf(created)).isEqualTo("sk-very-secret-0002");
        Answer without = server.admin("PATCH", path, "{\"apiKey\":null}");
        assertThat(without.status()).isEqualTo(422);
        assertThat(without.field()).isEqualTo("apiKey");
    }

    @Test
    void aKeyDoesNotFollowAConnectionToAnotherProvider() {
        Answer created = post("api/providers", "{\"provider\":\"openai\",\"apiKey\":\"sk-very-secret-0001\"}");
        server.admin("PATCH", "api/providers/" + created.id(), "{\"provider\":\"ollama\"}");
        assertThat(connectionOf(created).apiKey()).isEmpty();
    }

    @Test
    void parametersFillTheBaseUrlOfTheProvider() {
        Answer created = post("api/providers", """
                {"provider":"azure","apiKey":"k","parameters":{"resource":"my-resource"}}""");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().getJsonObject("parameters").getString("resource"))
                .isEqualTo("my-resource");
        Answer own = post("api/providers", """
                {"provider":"azure","name":"own","apiKey":"k","baseUrl":"https://proxy.example/azure/"}""");
        assertThat(own.json().getString("baseUrl")).isEqualTo("https://proxy.example/azure");
    }

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

    private io.omniroute.provider.connection.Connection connectionOf(Answer created) {
        return server.desk
                .stores
                .connections
                .find(new ConnectionId(UUID.fromString(created.id())))
                .orElseThrow();
    }

    private String secretOf(Answer created) {
        return connectionOf(created).apiKey().orElseThrow().reveal();
    }

    private static java.util.List<String> names(JsonObject page) {
        JsonArray items = page.getJsonArray("items");
        return items.getValuesAs(JsonObject.class).stream()
                .map(item -> item.getString("name"))
                .toList();
    }
}

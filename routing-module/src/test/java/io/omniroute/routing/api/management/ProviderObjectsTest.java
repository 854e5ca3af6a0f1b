package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.routing.api.management.ManagementServer.Answer;
import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.audit.AuditEntry;
import io.omniroute.routing.json.Body;
import jakarta.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Nodes and connections: made, changed, removed, and audited. */
class ProviderObjectsTest {
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
        Answer masked = server.admin("PATCH", path, "{\"apiKey\":\"***\"}");
        assertThat(masked.status()).isEqualTo(422);
        assertThat(masked.field()).isEqualTo("apiKey");
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
}

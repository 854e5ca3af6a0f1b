package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.client.UpstreamCall;
import io.omniroute.routing.access.Role;
import io.omniroute.routing.api.management.ManagementServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever may not see a stored key cannot have it sent to him either. */
class SecretAddressesTest {
    private static final String KEY = "sk-stored-and-never-told";

    private final ManagementServer server = new ManagementServer();
    private final String node = server.admin("POST", "api/provider-nodes", """
            {"prefix":"acme","format":"openai-chat","baseUrl":"https://acme.example/v1"}""").id();
    private final String connection = server.admin(
                    "POST", "api/providers", "{\"provider\":\"acme\",\"apiKey\":\"" + KEY + "\"}")
            .id();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PATCH|api/provider-nodes/NODE|{'baseUrl':'https://evil.example/v1'}",
                "PUT|api/provider-nodes/NODE|{'prefix':'acme','format':'openai-chat','baseUrl':'https://evil.example/v1'}",
                "PATCH|api/providers/CONNECTION|{'baseUrl':'https://evil.example/v1'}",
                "PUT|api/providers/CONNECTION|{'provider':'acme','baseUrl':'https://evil.example/v1'}",
            })
    void onlyAnAdminSendsAStoredKeyElsewhere(String method, String path, String body) {
        String place = path.replace("NODE", node).replace("CONNECTION", connection);
        String json = body.replace('\'', '"');
        for (Role role : new Role[] {Role.OPERATOR, Role.AUDITOR, Role.VIEWER}) {
            int writes = server.desk.stores.writes;
            Answer refused = server.as(role, method, place, json);
            assertThat(refused.status()).as("%s", role).isEqualTo(403);
            assertThat(refused.text()).doesNotContain(KEY);
            assertThat(server.desk.stores.writes).isEqualTo(writes);
            assertThat(server.desk.stores.audit.last().action()).isEqualTo("auth.forbidden");
            assertThat(server.desk.stores.audit.last().actor()).isEqualTo(ManagementServer.name(role));
            assertThat(server.desk.stores.audit.last().address()).isEqualTo("192.0.2.7");
        }
        Answer changed = server.admin(method, place, json);
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json().getString("baseUrl")).isEqualTo("https://evil.example/v1");
    }

    @Test
    void theRefusalSaysWhatToDo() {
        Answer node = operator("PATCH", "api/provider-nodes/" + this.node, "{\"baseUrl\":\"https://evil.example\"}");
        assertThat(node.field()).isEqualTo("baseUrl");
        assertThat(node.json().getJsonObject("error").getString("message"))
                .isEqualTo(
                        "Only an ADMIN may change where stored keys are sent, and the connection 'main' of 'acme' has"
                                + " one. Give 'baseUrl' and 'apiKey' anew to the connection itself, or ask an ADMIN.");
        assertThat(server.desk.stores.audit.last().target()).isEqualTo("provider-node:" + this.node);
        Answer own = operator("PATCH", "api/providers/" + connection, "{\"baseUrl\":\"https://evil.example\"}");
        assertThat(own.field()).isEqualTo("baseUrl");
        assertThat(own.json().getJsonObject("error").getString("message"))
                .isEqualTo(
                        "Only an ADMIN may change where a stored key is sent. Give 'apiKey' anew in the same request,"
                                + " or ask an ADMIN.");
        assertThat(server.desk.stores.audit.last().target()).isEqualTo("provider:" + connection);
    }

    @Test
    void aKeyOfTheirOwnGoesWhereOperatorsSay() {
        Answer moved = operator(
                "PATCH",
                "api/providers/" + connection,
                "{\"baseUrl\":\"https://new.example/v1\",\"apiKey\":\"sk-known-to-the-operator\"}");
        assertThat(moved.status()).as(moved.text()).isEqualTo(200);
        server.vendor.then(200, "{\"data\":[]}");
        operator("POST", "api/providers/" + connection + "/test", "");
        UpstreamCall call = server.vendor.calls().get(0);
        assertThat(call.uri()).hasToString("https://new.example/v1/models");
        assertThat(call.headers()).containsEntry("Authorization", "Bearer sk-known-to-the-operator");
        assertThat(call.headers().toString()).doesNotContain(KEY);
    }

    @Test
    void withoutItsKeysANodeMovesAndGetsNewOnes() {
        assertThat(operator("PATCH", "api/providers/" + connection, "{\"apiKey\":null}")
                        .status())
                .isEqualTo(200);
        assertThat(operator("PATCH", "api/provider-nodes/" + node, "{\"baseUrl\":\"https://new.example/v1\"}")
                        .status())
                .isEqualTo(200);
        assertThat(operator("PATCH", "api/providers/" + connection, "{\"apiKey\":\"sk-new\"}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"baseUrl\":\"https://evil.example/v1\"}",
                "{\"url\":\"https://evil.example/v1\"}",
                "{\"model\":\"m\",\"proxy\":\"http://evil.example:3128\"}",
            })
    void aTestTakesNoAddress(String body) {
        Answer refused = operator("POST", "api/providers/" + connection + "/test", body);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(server.vendor.calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"@evil.example", "//evil.example/", "../../evil", "x?y#z", "https://evil.example/"})
    void norDoesTheModelOfATest(String model) {
        server.vendor.then(200, "{}");
        operator("POST", "api/providers/" + connection + "/test", "{\"model\":\"" + model + "\"}");
        assertThat(server.vendor.calls())
                .allSatisfy(call -> assertThat(call.uri().getRawAuthority()).isEqualTo("acme.example"));
    }

    @ParameterizedTest
    @CsvSource({"POST, 405", "PUT, 405", "PATCH, 405"})
    void nobodyAppliesAConfigurationFromOutside(String method, int status) {
        for (Role role : Role.values()) {
            assertThat(server.as(role, method, "api/config", "{\"providerNodes\":[]}")
                            .status())
                    .isEqualTo(status);
        }
    }

    @Test
    void theExportHoldsNoKeyWhoeverAsks() {
        for (Role role : Role.values()) {
            assertThat(server.as(role, "GET", "api/config", "").text()).doesNotContain(KEY);
        }
    }

    private Answer operator(String method, String path, String body) {
        return server.as(Role.OPERATOR, method, path, body);
    }
}

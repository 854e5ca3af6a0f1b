package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.routing.api.management.ManagementServer.Answer;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How accounts and models are chosen where no combo says so. */
class RoutingSettingsTest {
    private final ManagementServer server = new ManagementServer();

    @BeforeEach
    void connect() {
        post("api/provider-nodes", """
                {"prefix":"acme","format":"openai-chat","baseUrl":"http://127.0.0.1:9000/v1"}""");
    }

    @Test
    void theRoutingPolicyIsReadPatchedAndReplaced() {
        JsonObject normal = server.admin("GET", "api/settings/routing").json();
        assertThat(normal.getString("accountStrategy")).isEqualTo("fill-first");
        Answer patched = server.admin("PATCH", "api/settings/routing", """
                {"accountStrategies":{"oa":"p2c"},"hiddenModels":["*/old-*"],"comboDefaults":{"maxRetries":1},
                 "providerOverrides":{"acme":{"timeoutMs":900}}}""");
        assertThat(patched.json().getJsonObject("accountStrategies").getString("openai"))
                .isEqualTo("p2c");
        assertThat(audit()).isEqualTo("routing.update");
        assertThat(server.admin("PATCH", "api/settings/routing", "{\"firstTokens\":4}")
                        .json()
                        .getJsonArray("hiddenModels"))
                .hasSize(1);
        assertThat(server.admin("PUT", "api/settings/routing", "{}").json()).isEqualTo(normal);
        assertThat(server.admin("PATCH", "api/settings/routing", "{\"accountStrategies\":{\"nobody\":\"p2c\"}}")
                        .field())
                .isEqualTo("accountStrategies.nobody");
        assertThat(server.admin("PATCH", "api/settings/routing", "{\"stickyRoundRobinLimit\":0}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aNodeHasItsOwnAccountStrategy() {
        String id = server.desk.stores.nodes.list().get(0).id().toString();
        Answer patched = server.admin("PATCH", "api/provider-nodes/" + id, "{\"accountStrategy\":\"round-robin\"}");
        assertThat(patched.json().getString("accountStrategy")).isEqualTo("round-robin");
        assertThat(server.admin("PATCH", "api/provider-nodes/" + id, "{\"accountStrategy\":\"weighted\"}")
                        .field())
                .isEqualTo("accountStrategy");
        assertThat(server.admin("PATCH", "api/provider-nodes/" + id, "{\"accountStrategy\":null}")
                        .json())
                .doesNotContainKey("accountStrategy");
    }

    private Answer post(String path, String body) {
        return server.admin("POST", path, body);
    }

    private String audit() {
        return server.desk.stores.audit.last().action();
    }
}

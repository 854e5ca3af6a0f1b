package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Usage;
import io.omniroute.routing.api.management.ManagementServer.Answer;
import io.omniroute.routing.attempt.AttemptPermit;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.combo.ComboId;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CombosTest {
    private final ManagementServer server = new ManagementServer();

    @BeforeEach
    void connect() {
        post("api/provider-nodes", """
                {"prefix":"acme","format":"openai-chat","baseUrl":"http://127.0.0.1:9000/v1"}""");
    }

    @Test
    void aComboIsMadeChangedAndRemovedAndEachStepIsAudited() {
        Answer created = post("api/combos", """
                {"name":"always-on","strategy":"weighted","steps":[{"model":"acme/a","tags":["gold"]},{"model":"oa/b","weight":2}],
                 "config":{"maxRetries":2,"timeoutMs":5000}}""");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.response().getHeaderString("Location")).endsWith("/api/combos/" + created.id());
        assertThat(step(created, 0).getInt("weight")).isEqualTo(1);
        assertThat(step(created, 1).getString("model")).isEqualTo("oa/b");
        assertThat(audit()).isEqualTo("combo.create");

        Answer patched = server.admin("PATCH", "api/combos/" + created.id(), """
                {"strategy":"p2c","config":{"maxRetries":null}}""");
        assertThat(patched.json().getString("strategy")).isEqualTo("p2c");
        assertThat(patched.json().getJsonObject("config").toString()).isEqualTo("{\"timeoutMs\":5000}");
        assertThat(patched.json().getJsonArray("steps")).hasSize(2);
        assertThat(audit()).isEqualTo("combo.update");

        assertThat(server.admin("PUT", "api/combos/" + created.id(), patched.text())
                        .text())
                .isEqualTo(patched.text());
        assertThat(server.admin("DELETE", "api/combos/" + created.id()).status())
                .isEqualTo(204);
        assertThat(audit()).isEqualTo("combo.delete");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'name':'x'}|steps|422",
                "{'name':'x y','steps':[{'model':'acme/a'}]}|name|422",
                "{'name':'a..b','steps':[{'model':'acme/a'}]}|name|422",
                "{'name':'x','strategy':'best','steps':[{'model':'acme/a'}]}|strategy|422",
                "{'name':'x','steps':['acme/a']}|steps[0]|400",
                "{'name':'x','steps':[{'model':'acme'}]}|steps[0].model|422",
                "{'name':'x','steps':[{'model':'nobody/a'}]}|steps[0].model|422",
                "{'name':'x','steps':[{'model':'acme/a','combo':'y'}]}|steps[0].model|422",
                "{'name':'x','steps':[{'model':'acme/a','weight':101}]}|steps[0].weight|422",
                "{'name':'x','steps':[{'model':'acme/a','connection':'none'}]}|steps[0].connection|422",
                "{'name':'x','steps':[{'model':'acme/*','connection':'none'}]}|steps[0].connection|422",
                "{'name':'x','steps':[{'combo':'nowhere'}]}|steps|422",
                "{'name':'x','steps':[{'combo':'x'}]}|steps|422",
                "{'name':'x','steps':[{'model':'acme/a'}],'config':{'maxRetries':11}}|config.maxRetries|422",
                "{'name':'x','steps':[{'model':'acme/a'}],'config':{'retries':1}}|config.retries|422",
            })
    void aComboThatWouldNotWorkIsRefusedWithItsFault(String body, String field, int status) {
        Answer refused = post("api/combos", body.replace('\'', '"'));
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.field()).isEqualTo(field);
    }

    @Test
    void combosStandInEachOtherButNotInACircleNorTooDeep() {
        post("api/combos", combo("one", "{\"model\":\"acme/a\"}"));
        Answer two = post("api/combos", combo("two", "{\"model\":\"one\"}"));
        assertThat(step(two, 0).getString("combo")).isEqualTo("one");
        post("api/combos", combo("three", "{\"combo\":\"two\"}"));
        Answer four = post("api/combos", combo("four", "{\"combo\":\"three\"}"));
        assertThat(four.status()).isEqualTo(422);
        assertThat(four.text()).contains("four > three > two > one");
        Answer circle = server.admin("PATCH", "api/combos/" + idOf("one"), "{\"steps\":[{\"combo\":\"two\"}]}");
        assertThat(circle.status()).isEqualTo(422);
        assertThat(circle.text()).contains("lead back to itself");
        post("api/combos", combo("zero", "{\"model\":\"acme/z\"}"));
        assertThat(server.admin("PATCH", "api/combos/" + idOf("one"), "{\"steps\":[{\"combo\":\"zero\"}]}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aComboThatIsUsedKeepsItsNameAndStays() {
        post("api/combos", combo("inner", "{\"model\":\"acme/a\"}"));
        post("api/combos", combo("outer", "{\"combo\":\"inner\"}"));
        assertThat(server.admin("DELETE", "api/combos/" + idOf("inner")).status())
                .isEqualTo(409);
        assertThat(server.admin("PATCH", "api/combos/" + idOf("inner"), "{\"name\":\"x\"}")
                        .status())
                .isEqualTo(409);
        assertThat(post("api/models/alias", "{\"alias\":\"fast\",\"target\":\"outer\"}")
                        .status())
                .isEqualTo(201);
        assertThat(server.admin("DELETE", "api/combos/" + idOf("outer")).status())
                .isEqualTo(409);
        assertThat(post("api/combos", combo("fast", "{\"model\":\"acme/a\"}")).status())
                .isEqualTo(409);
        assertThat(post("api/combos", combo("outer", "{\"model\":\"acme/a\"}")).status())
                .isEqualTo(409);
        assertThat(post("api/models/alias", "{\"alias\":\"inner\",\"target\":\"acme/a\"}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aliasesMayBePatternsAndLeadToAnyModelOfAProvider() {
        assertThat(post("api/models/alias", "{\"alias\":\"org/gpt-*\",\"target\":\"acme/*\"}")
                        .status())
                .isEqualTo(201);
        assertThat(post("api/models/alias", "{\"alias\":\"org/gpt\",\"target\":\"acme/a\"}")
                        .field())
                .isEqualTo("alias");
        assertThat(post("api/models/alias", "{\"alias\":\"fast\",\"target\":\"no-combo\"}")
                        .field())
                .isEqualTo("target");
    }

    @Test
    void aStepNamesItsConnectionByNameOrId() {
        String id =
                post("api/providers", "{\"provider\":\"acme\",\"name\":\"eu\"}").id();
        Answer created = post("api/combos", combo("eu-only", "{\"model\":\"acme/a\",\"connection\":\"eu\"}"));
        assertThat(step(created, 0).getString("connection")).isEqualTo(id);
        assertThat(server.admin("PUT", "api/combos/" + created.id(), created.text())
                        .text())
                .isEqualTo(created.text());
    }

    @Test
    void metricsShowWhatGoesOnAndBeginAnew() {
        Answer created = post("api/combos", combo("busy", "{\"model\":\"acme/a\",\"tags\":[\"gold\"]}"));
        ComboId id = new ComboId(UUID.fromString(created.id()));
        Combo combo = server.desk.stores.combos.find(id).orElseThrow();
        AttemptPermit running =
                server.comboTraffic.step(id, combo.steps().get(0)).begin();
        running.served(40);
        running.ended(Usage.NONE);
        server.comboTraffic.step(id, combo.steps().get(0)).begin();
        server.comboTraffic.calls(id).served(50, true);
        JsonObject busy = server.admin("GET", "api/combos/metrics")
                .json()
                .getJsonObject("metrics")
                .getJsonObject("busy");
        assertThat(busy.getInt("totalRequests")).isEqualTo(1);
        assertThat(busy.getInt("fallbackRate")).isEqualTo(100);
        JsonObject step = busy.getJsonObject("steps").getJsonObject("acme/a");
        assertThat(step.getInt("requests")).isEqualTo(2);
        assertThat(step.getInt("inFlight")).isEqualTo(1);
        assertThat(step.getInt("avgLatencyMs")).isEqualTo(40);
        assertThat(step.getJsonArray("tags").getString(0)).isEqualTo("gold");
        assertThat(server.admin("GET", "api/combos/metrics?combo=busy").json().getJsonObject("metrics"))
                .isEqualTo(busy);
        assertThat(server.admin("GET", "api/combos/metrics?combo=none").status())
                .isEqualTo(404);

        assertThat(server.admin("DELETE", "api/combos/metrics?combo=busy").status())
                .isEqualTo(204);
        assertThat(audit()).isEqualTo("combo.metrics.reset");
        assertThat(server.admin("GET", "api/combos/metrics?combo=busy").text()).contains("\"totalRequests\":0");
    }

    @Test
    void aTestAsksEveryStepAndSaysWhichOneWorks() {
        post("api/providers", "{\"provider\":\"acme\"}");
        post("api/combos", combo("inner", "{\"model\":\"acme/b\"}"));
        Answer created = post(
                "api/combos", combo("outer", "{\"model\":\"acme/a\"},{\"combo\":\"inner\"},{\"model\":\"ollama/x\"}"));
        server.vendor.then(500, "{\"error\":{\"message\":\"broken\"}}").then(200, "{}");
        JsonObject report = post("api/combos/" + created.id() + "/test", "").json();
        assertThat(report.getString("resolvedBy")).isEqualTo("acme/b");
        JsonArray results = report.getJsonArray("results");
        assertThat(results.getJsonObject(0).getString("status")).isEqualTo("error");
        assertThat(results.getJsonObject(0).getInt("statusCode")).isEqualTo(500);
        assertThat(results.getJsonObject(1).getString("status")).isEqualTo("ok");
        assertThat(results.getJsonObject(2).getString("error")).contains("no enabled connection");
        assertThat(audit()).isEqualTo("combo.test");
        assertThat(new String(server.vendor.calls().get(1).body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("\"b\"");
    }

    @Test
    void theConfigurationHoldsCombosInAnyOrderAndTheRoutingPolicy() {
        String config = """
                {"combos":[{"name":"outer","steps":[{"combo":"inner"}]},{"name":"inner","steps":[{"model":"acme/a"}]}],
                 "aliases":[{"alias":"fast","target":"outer"}],"routing":{"stickyRoundRobinLimit":9}}""";
        server.desk.configuration.apply(
                io.omniroute.routing.json.Body.parse(
                        new java.io.ByteArrayInputStream(config.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                new io.omniroute.routing.audit.Actor("test", ""));
        JsonObject exported = server.admin("GET", "api/config").json();
        assertThat(exported.getJsonArray("combos")).hasSize(2);
        assertThat(exported.getJsonObject("routing").getInt("stickyRoundRobinLimit"))
                .isEqualTo(9);
        assertThat(exported.getJsonArray("aliases")).hasSize(1);
    }

    private Answer post(String path, String body) {
        return server.admin("POST", path, body);
    }

    private static String combo(String name, String steps) {
        return "{\"name\":\"" + name + "\",\"steps\":[" + steps + "]}";
    }

    private String idOf(String name) {
        return server.desk.stores.combos.list().stream()
                .filter(combo -> combo.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id()
                .toString();
    }

    private static JsonObject step(Answer answer, int index) {
        return answer.json().getJsonArray("steps").getJsonObject(index);
    }

    private String audit() {
        return server.desk.stores.audit.last().action();
    }
}

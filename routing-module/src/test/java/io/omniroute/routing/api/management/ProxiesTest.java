package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.outbound.ProxyServer;
import io.omniroute.routing.api.management.ManagementServer.Answer;
import io.omniroute.routing.egress.ProxyPlace;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {
    private static final String PATH = "api/settings/proxy";
    private static final String FULL =
            "{'type':'socks5','host':'proxy.example','port':1080,'username':'u','password':'hunter2'}";

    private final ManagementServer server = new ManagementServer();
    private String connection;
    private String combo;

    @BeforeEach
    void fill() {
        connection = send("POST", "api/providers", "{'provider':'openai','name':'main','apiKey':'sk-vendor-key-1234'}")
                .id();
        combo = send("POST", "api/combos", "{'name':'tiers','strategy':'fill-first','steps':[{'model':'openai/gpt'}]}")
                .id();
    }

    private Answer send(String method, String path, String body) {
        return server.admin(method, path, body.replace('\'', '"'));
    }

    private Answer set(String level, String id, String proxy) {
        Answer answer = send("PUT", PATH, "{'level':'" + level + "','id':'" + id + "','proxy':" + proxy + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private ProxyServer stored() {
        return server.desk
                .stores
                .proxies
                .read()
                .at(ProxyPlace.GLOBAL)
                .orElseThrow()
                .server()
                .orElseThrow();
    }

    @Test
    void aRuleIsSetShownWithoutItsPasswordAuditedAndRemoved() {
        Answer set = set("global", "", FULL);
        assertThat(set.text())
                .isEqualTo(
                        "{\"level\":\"global\",\"id\":null,\"proxy\":{\"type\":\"socks5\",\"host\":\"proxy.example\",\"port\":1080,"
                                + "\"username\":\"u\",\"password\":\"***\",\"allowPrivateNetwork\":false}}");
        assertThat(server.admin("GET", PATH + "?level=global").text()).isEqualTo(set.text());
        assertThat(server.desk.stores.audit.last().target()).isEqualTo("settings/proxy");
        assertThat(server.desk.stores.audit.last().toString())
                .contains("proxy.example")
                .doesNotContain("hunter2");
        assertThat(server.admin("DELETE", PATH + "?level=global").status()).isEqualTo(200);
        assertThat(server.admin("DELETE", PATH + "?level=global").status()).isEqualTo(404);
        assertThat(server.admin("GET", PATH).text())
                .isEqualTo("{\"global\":null,\"providers\":{},\"combos\":{},\"connections\":{}}");
    }

    @Test
    void aPasswordIsKeptForItsServerAndUserOnly() {
        set("global", "", FULL);
        for (String same : new String[] {FULL.replace("hunter2", "***"), FULL.replace(",'password':'hunter2'", "")}) {
            set("global", "", same);
            assertThat(stored().login().orElseThrow().password().reveal()).isEqualTo("hunter2");
        }
        for (String other : new String[] {"proxy.evil", "proxy.example"}) {
            String body = FULL.replace("hunter2", "***")
                    .replace("proxy.example", other)
                    .replace("'u'", other.equals("proxy.evil") ? "'u'" : "'v'");
            Answer refused = send("PUT", PATH, "{'level':'global','proxy':" + body + "}");
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.field()).isEqualTo("proxy.password");
        }
        set("global", "", "'socks5://u:other@proxy.example:1080'");
        assertThat(stored().login().orElseThrow().password().reveal()).isEqualTo("other");
    }

    @Test
    void theMostSpecificRuleIsTheOneThatHolds() {
        set("global", "", "'http://global.example:1'");
        assertThat(resolved("")).isEqualTo("global.example global null");
        set("provider", "openai", "'http://provider.example:1'");
        assertThat(resolved("")).isEqualTo("provider.example provider openai");
        set("combo", "tiers", "'http://combo.example:1'");
        assertThat(resolved("")).isEqualTo("provider.example provider openai");
        assertThat(resolved("&combo=tiers")).isEqualTo("combo.example combo " + combo);
        set("key", connection, "'direct'");
        assertThat(resolved("&combo=tiers")).isEqualTo("direct connection " + connection);
        assertThat(server.admin("GET", PATH + "?resolve=nobody").status()).isEqualTo(404);
    }

    private String resolved(String more) {
        JsonObject json =
                server.admin("GET", PATH + "?resolve=" + connection + more).json();
        JsonObject proxy = json.getJsonObject("proxy");
        return proxy.getString("host", proxy.getString("type")) + " " + json.getString("level") + " "
                + json.getString("levelId", "null");
    }

    @Test
    void allRulesAreReplacedAtOnce() {
        set("provider", "openai", FULL);
        Answer all = send(
                "PUT",
                PATH,
                "{'global':'https://g.example','providers':{'openai':" + FULL.replace("hunter2", "***")
                        + "},'keys':{'openai/main':{'type':'direct'}}}");
        assertThat(all.status()).as(all.text()).isEqualTo(200);
        assertThat(all.json().getJsonObject("connections")).containsOnlyKeys(connection);
        assertThat(all.json().getJsonObject("providers").getJsonObject("openai").getString("password"))
                .isEqualTo("***");
        assertThat(send("PUT", PATH, "{'combos':{'" + combo + "':'http://c.example'}}")
                        .json()
                        .get("global"))
                .isEqualTo(jakarta.json.JsonValue.NULL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'level':'world','proxy':'direct'} | level",
                "{'level':'provider','proxy':'direct'} | id",
                "{'level':'provider','id':'nobody','proxy':'direct'} | id",
                "{'level':'combo','id':'nobody','proxy':'direct'} | id",
                "{'level':'connection','id':'nobody','proxy':'direct'} | id",
                "{'providers':{'nobody':'direct'}} | providers.nobody",
                "{'connections':{'nobody':'direct'}} | connections.nobody",
                "{'level':'global'} | proxy",
                "{'level':'global','proxy':'socks4://h:1'} | proxy",
                "{'level':'global','proxy':'http://10.0.0.1:1'} | proxy",
                "{'level':'global','proxy':{'type':'ftp','host':'h','port':1}} | proxy.type",
                "{'level':'global','proxy':{'type':'http','host':'a b','port':1}} | proxy.host",
                "{'level':'global','proxy':{'type':'http','host':'10.0.0.1','port':1}} | proxy.host",
                "{'level':'global','proxy':{'type':'http','host':'h'}} | proxy.port",
                "{'level':'global','proxy':{'type':'http','host':'h','port':70000}} | proxy.port",
                "{'level':'global','proxy':{'type':'http','host':'h','port':1,'username':'u'}} | proxy.password",
                "{'level':'global','proxy':{'type':'http','host':'h','port':1,'password':'p'}} | proxy.username",
                "{'level':'global','proxy':{'type':'http','host':'h','port':1,'user':'u'}} | proxy.user",
                "{'world':'direct'} | world"
            })
    void whatMakesNoSenseIsRefusedByName(String body, String field) {
        Answer refused = send("PUT", PATH, body);
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.field()).isEqualTo(field);
    }

    @Test
    void aPrivateProxyIsTakenWhereItSaysSo() {
        set("global", "", "{'type':'http','host':'10.0.0.1','port':3128,'allowPrivateNetwork':true}");
        assertThat(stored().allowPrivateNetwork()).isTrue();
    }

    @Test
    void aConfigurationCarriesRulesByNameWithoutPasswordsAndIsAppliedOverThem() {
        set("global", "", FULL);
        set("combo", combo, "'direct'");
        set("connection", connection, "'http://c.example:8080'");
        JsonObject exported = server.admin("GET", "api/config").json().getJsonObject("proxies");
        assertThat(exported.getJsonObject("combos")).containsOnlyKeys("tiers");
        assertThat(exported.getJsonObject("connections")).containsOnlyKeys("openai/main");
        assertThat(exported.toString()).doesNotContain("password").doesNotContain("hunter2");
        int writes = server.desk.stores.writes;
        server.desk.configuration.apply(
                io.omniroute.routing.json.Body.of(jakarta.json.Json.createObjectBuilder()
                        .add("proxies", exported)
                        .build()),
                io.omniroute.routing.audit.Actor.SYSTEM);
        assertThat(server.desk.stores.writes).as("nothing changed").isEqualTo(writes);
        assertThat(stored().login().orElseThrow().password().reveal()).isEqualTo("hunter2");
    }

    @Test
    void aProxyIsTestedAndWhatGoesWrongIsAnAnswer() {
        set("global", "", FULL);
        server.vendor.then(200, "{\"ip\":\"203.0.113.9\"}");
        JsonObject good = send("POST", PATH + "/test", "{'proxy':" + FULL.replace("hunter2", "***") + "}")
                .json();
        assertThat(good.getBoolean("success")).isTrue();
        assertThat(good.getString("publicIp")).isEqualTo("203.0.113.9");
        assertThat(good.getInt("status")).isEqualTo(200);
        assertThat(good.getString("proxyUrl")).isEqualTo("socks5://proxy.example:1080");
        ProxyServer used = server.vendor.calls().get(0).outbound().proxy().orElseThrow();
        assertThat(used.login().orElseThrow().password().reveal()).isEqualTo("hunter2");
        assertThat(server.vendor.calls().get(0).uri()).hasHost("api.ipify.org");

        server.vendor.thenFail(
                new GatewayException(Failure.of(FailureKind.PROXY_FAILED, "It refused.", "proxy_refused")));
        Answer bad = send("POST", PATH + "/test", "{'level':'global','url':'http://127.0.0.1:9/x?y=1'}");
        assertThat(bad.status()).isEqualTo(200);
        assertThat(bad.json().getBoolean("success")).isFalse();
        assertThat(bad.json().getString("error")).isEqualTo("It refused.");
        assertThat(bad.json().getString("code")).isEqualTo("proxy_refused");
        assertThat(server.desk.stores.audit.last().action()).isEqualTo("proxy.test");
        assertThat(server.desk.stores.audit.entries().toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'proxy':'direct'} | proxy",
                "{'proxy':'http://h:1','url':'http://10.0.0.1/'} | url",
                "{'url':'https://x.example'} | proxy",
                "{'proxy':{'type':'http','host':'h','port':1,'username':'u','password':'***'}} | proxy.password"
            })
    void aTestNeedsAProxyAndAPageThatMayBeCalled(String body, String field) {
        Answer refused = send("POST", PATH + "/test", body);
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.field()).isEqualTo(field);
    }

    @Test
    void theLogIsReadAndCleared() {
        assertThat(server.admin("GET", "api/usage/proxy-logs").text())
                .isEqualTo("{\"items\":[],\"next\":null,\"lost\":0}");
        assertThat(server.admin("GET", "api/usage/proxy-logs?type=socks5&level=environment&status=ok&search=x")
                        .status())
                .isEqualTo(200);
        for (String wrong : List.of("status=maybe", "level=foo", "type=ftp", "x=1")) {
            Answer refused = server.admin("GET", "api/usage/proxy-logs?" + wrong);
            assertThat(refused.status()).as(wrong).isEqualTo(400);
            assertThat(refused.field()).isEqualTo(wrong.substring(0, wrong.indexOf('=')));
        }
        assertThat(server.admin("DELETE", "api/usage/proxy-logs").text()).isEqualTo("{\"cleared\":true,\"entries\":0}");
        assertThat(server.desk.stores.audit.last().action()).isEqualTo("proxy-log.clear");
    }
}

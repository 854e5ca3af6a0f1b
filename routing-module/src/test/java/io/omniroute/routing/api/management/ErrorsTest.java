package io.omniroute.routing.api.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.routing.api.management.ManagementServer.Answer;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {
    private final ManagementServer server = new ManagementServer();

    @BeforeEach
    void someObjects() {
        server.admin(
                "POST",
                "api/provider-nodes",
                "{'prefix':'acme','format':'openai-chat','baseUrl':'http://127.0.0.1:9000/v1'}".replace('\'', '"'));
        server.admin("POST", "api/providers", "{'provider':'openai','name':'main','apiKey':'sk-1'}".replace('\'', '"'));
        server.admin("POST", "api/keys", "{'name':'ci'}".replace('\'', '"'));
        server.admin("POST", "api/models/alias", "{'alias':'fast','target':'acme/a'}".replace('\'', '"'));
        server.admin("POST", "api/models/alias", "{'alias':'quick','target':'fast'}".replace('\'', '"'));
        server.admin("POST", "api/provider-models", "{'provider':'acme','model':'a'}".replace('\'', '"'));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // nodes
                "POST|api/provider-nodes|{}|422|prefix",
                "POST|api/provider-nodes|{'prefix':'Up','format':'gemini','baseUrl':'http://h'}|422|prefix",
                "POST|api/provider-nodes|{'prefix':7,'format':'gemini','baseUrl':'http://h'}|400|prefix",
                "POST|api/provider-nodes|{'prefix':'openai','format':'gemini','baseUrl':'http://h'}|409|prefix",
                "POST|api/provider-nodes|{'prefix':'oa','format':'gemini','baseUrl':'http://h'}|409|prefix",
                "POST|api/provider-nodes|{'prefix':'demo','format':'gemini','baseUrl':'http://h'}|409|prefix",
                "POST|api/provider-nodes|{'prefix':'acme','format':'gemini','baseUrl':'http://h'}|409|prefix",
                "POST|api/provider-nodes|{'prefix':'b'}|422|format",
                "POST|api/provider-nodes|{'prefix':'b','format':'soap','baseUrl':'http://h'}|422|format",
                "POST|api/provider-nodes|{'prefix':'b','format':'gemini'}|422|baseUrl",
                "POST|api/provider-nodes|{'prefix':'b','format':'gemini','baseUrl':'ftp://h'}|422|baseUrl",
                "POST|api/provider-nodes|{'prefix':'b','format':'gemini','baseUrl':'/v1'}|422|baseUrl",
                "POST|api/provider-nodes|{'prefix':'b','format':'gemini','baseUrl':'http://'}|422|baseUrl",
                "POST|api/provider-nodes|{'prefix':'b','format':'gemini','baseUrl':'http://h:99999'}|422|baseUrl",
                "POST|api/provider-nodes|{'prefix':'b','format':'gemini','baseUrl':'http://u:p@h'}|422|baseUrl",
                "POST|api/provider-nodes|{'prefix':'b','format':'gemini','baseUrl':'http://h?q=1'}|422|baseUrl",
                "POST|api/provider-nodes|{'prefix':'b','format':'gemini','baseUrl':'http://h#f'}|422|baseUrl",
                "POST|api/provider-nodes|{'prefix':'b','format':'gemini','baseUrl':'http://a b'}|422|baseUrl",
                "POST|api/provider-nodes|{'prefix':'b','format':'gemini','baseUrl':'http://10.0.0.1'}|422|baseUrl",
                "POST|api/provider-nodes|{'prefix':'b','format':'gemini','baseUrl':'http://h','timeouts':5}|400|timeouts",
                "POST|api/provider-nodes|{'prefix':'b','format':'gemini','baseUrl':'http://h','timeouts':{'idleMs':0}}|422|timeouts.idleMs",
                "POST|api/provider-nodes|{'prefix':'b','format':'gemini','baseUrl':'http://h','timeouts':{'idleMs':'x'}}|400|timeouts.idleMs",
                "POST|api/provider-nodes|{'prefix':'b','format':'gemini','baseUrl':'http://h','timeouts':{'slow':1}}|422|timeouts.slow",
                "POST|api/provider-nodes|{'prefix':'b','format':'gemini','baseUrl':'http://h','allowPrivateNetwork':'yes'}|400|allowPrivateNetwork",
                "POST|api/provider-nodes|{'prefix':'b','colour':1}|422|colour",
                // connections
                "POST|api/providers|{}|422|provider",
                "POST|api/providers|{'provider':'nowhere','apiKey':'k'}|422|provider",
                "POST|api/providers|{'provider':'demo','apiKey':'k'}|422|provider",
                "POST|api/providers|{'provider':'openai','name':'x'}|422|apiKey",
                "POST|api/providers|{'provider':'openai','name':'x','apiKey':''}|422|apiKey",
                "POST|api/providers|{'provider':'openai','name':'x','apiKey':'a b'}|422|apiKey",
                "POST|api/providers|{'provider':'openai','name':'x','apiKey':'a\\nb'}|422|apiKey",
                "POST|api/providers|{'provider':'openai','name':'x','apiKey':['k']}|400|apiKey",
                "POST|api/providers|{'provider':'openai','name':'main','apiKey':'k'}|409|name",
                "POST|api/providers|{'provider':'oa','name':'main','apiKey':'k'}|409|name",
                "POST|api/providers|{'provider':'openai','name':'','apiKey':'k'}|422|name",
                "POST|api/providers|{'provider':'openai','name':' x','apiKey':'k'}|422|name",
                "POST|api/providers|{'provider':'openai','name':'x','apiKey':'k','priority':0}|422|priority",
                "POST|api/providers|{'provider':'openai','name':'x','apiKey':'k','priority':101}|422|priority",
                "POST|api/providers|{'provider':'openai','name':'x','apiKey':'k','priority':1.5}|400|priority",
                "POST|api/providers|{'provider':'openai','name':'x','apiKey':'k','priority':1e9999999}|422|priority",
                "POST|api/providers|{'provider':'openai','name':'x','apiKey':'k','enabled':1}|400|enabled",
                "POST|api/providers|{'provider':'openai','name':'x','apiKey':'k','baseUrl':'http://10.1.1.1'}|422|baseUrl",
                "POST|api/providers|{'provider':'azure','name':'x','apiKey':'k'}|422|parameters.resource",
                "POST|api/providers|{'provider':'azure','name':'x','apiKey':'k','parameters':{'resource':'a.evil/'}}|422|parameters.resource",
                "POST|api/providers|{'provider':'azure','name':'x','apiKey':'k','parameters':{'resource':1}}|400|parameters.resource",
                "POST|api/providers/00000000-0000-0000-0000-000000000000/test||404|",
                // keys
                "POST|api/keys|{}|422|name",
                "POST|api/keys|{'name':'ci'}|409|name",
                "POST|api/keys|{'name':'x','allowedModels':'*'}|400|allowedModels",
                "POST|api/keys|{'name':'x','allowedModels':[]}|422|allowedModels",
                "POST|api/keys|{'name':'x','allowedModels':['a',7]}|400|allowedModels[1]",
                "POST|api/keys|{'name':'x','allowedModels':['']}|422|allowedModels[0]",
                "POST|api/keys|{'name':'x','allowedProviders':['openai','nope']}|422|allowedProviders[1]",
                "POST|api/keys|{'name':'x','expiresAt':'tomorrow'}|422|expiresAt",
                "POST|api/keys|{'name':'x','key':'short'}|422|key",
                "POST|api/keys|{'name':'x','keyHash':'zz'}|422|keyHash",
                "POST|api/keys|{'name':'x','role':'ADMIN'}|422|role",
                // aliases
                "POST|api/models/alias|{'target':'acme/a'}|422|alias",
                "POST|api/models/alias|{'alias':'x/y','target':'acme/a'}|422|alias",
                "POST|api/models/alias|{'alias':'fast','target':'acme/b'}|409|alias",
                "POST|api/models/alias|{'alias':'x'}|422|target",
                "POST|api/models/alias|{'alias':'x','target':'nowhere/a'}|422|target",
                "POST|api/models/alias|{'alias':'x','target':'acme/'}|422|target",
                "POST|api/models/alias|{'alias':'x','target':'unknown'}|422|target",
                "POST|api/models/alias|{'alias':'x','target':'x'}|422|target",
                "PUT|api/models/alias|{'alias':'fast','target':'quick'}|422|target",
                "PUT|api/models/alias/fast|{'alias':'slow','target':'acme/a'}|422|alias",
                "DELETE|api/models/alias/fast||409|alias",
                "DELETE|api/models/alias||400|alias",
                // custom models
                "POST|api/provider-models|{'model':'b'}|422|provider",
                "POST|api/provider-models|{'provider':'nope','model':'b'}|422|provider",
                "POST|api/provider-models|{'provider':'acme'}|422|model",
                "POST|api/provider-models|{'provider':'acme','model':'a'}|409|model",
                "POST|api/provider-models|{'provider':'acme','model':'b','contextTokens':0}|422|contextTokens",
                "PATCH|api/provider-models/acme/a|{'model':'b'}|422|model",
                // users
                "POST|api/users|{'name':'a:b','password':'long enough it is','role':'VIEWER'}|422|name",
                "POST|api/users|{'name':'admin','password':'long enough it is','role':'VIEWER'}|409|name",
                "POST|api/users|{'name':'bob','role':'VIEWER'}|422|password",
                "POST|api/users|{'name':'bob','password':'short','role':'VIEWER'}|422|password",
                "POST|api/users|{'name':'bob','password':'long enough it is','role':'KING'}|422|role",
                "DELETE|api/users/admin||409|name",
                "PATCH|api/users/admin|{'role':'VIEWER'}|409|role",
                "PATCH|api/users/viewer|{'name':'bob'}|422|name",
                // prices
                "PUT|api/pricing|{'nope':{'a':{'input':1,'output':1}}}|422|nope",
                "PUT|api/pricing|{'acme':5}|400|acme",
                "PUT|api/pricing|{'acme':{'a':null}}|422|acme.a",
                "PUT|api/pricing|{'acme':{'a':{'input':1}}}|422|acme.a.output",
                "PUT|api/pricing|{'acme':{'a':{'input':-1,'output':1}}}|422|acme.a.input",
                "PUT|api/pricing|{'acme':{'a':{'input':'1','output':1}}}|400|acme.a.input",
                "PUT|api/pricing|{'acme':{'a':{'input':1e-13,'output':1}}}|422|acme.a.input",
                "PUT|api/pricing|{'acme':{'a':{'input':1,'output':1,'image':1}}}|422|acme.a.image",
                "PUT|api/pricing|{'acme':{'a':{'input':1,'output':1,'validFrom':'x'}}}|422|acme.a.validFrom",
                "DELETE|api/pricing||400|provider",
                "DELETE|api/pricing?provider=acme||404|",
                // settings, queries
                "PATCH|api/settings|{'demoProvider':'no'}|400|demoProvider",
                "PATCH|api/settings|{'blockedProviders':['nope']}|422|blockedProviders[0]",
                "PATCH|api/settings|{'theme':'dark'}|422|theme",
                "GET|api/keys?limit=0||400|limit",
                "GET|api/keys?limit=1001||400|limit",
                "GET|api/keys?after=nothing||400|after",
                "GET|api/usage/history?groupBy=colour||400|groupBy",
                "GET|api/usage/history?from=yesterday||400|from",
                "GET|api/usage/history?from=2026-02-01&to=2026-01-01||400|from",
                "GET|api/usage/logs?status=abc||400|status",
                "GET|api/usage/logs?apiKeyId=1||400|apiKeyId",
                "GET|api/usage/logs?errors=1||400|errors",
                "GET|api/catalog/nowhere||404|",
            })
    void everyFaultNamesItsFieldAndChangesNothing(String method, String path, String body, int status, String field) {
        int writes = server.desk.stores.writes;
        Answer answer = server.admin(method, path, body == null ? "" : body.replace('\'', '"'));
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.field()).isEqualTo(field == null ? "" : field);
        assertThat(answer.json().getJsonObject("error").getString("message")).isNotBlank();
        assertThat(server.desk.stores.writes).isEqualTo(writes);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, api/nothing, 404",
        "GET, api/keys/00000000-0000-0000-0000-000000000000, 404",
        "GET, api/keys/not-a-uuid, 404",
        "DELETE, api/keys, 405",
        "POST, api/usage/logs, 405",
        "POST, api/config, 405",
    })
    void whatJaxRsFindsHasTheSameShape(String method, String path, int status) {
        Answer answer = server.admin(method, path, method.equals("POST") ? "{}" : "");
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().getJsonObject("error").getString("message")).isNotBlank();
        assertThat(answer.response().getMediaType()).hasToString("application/json");
        assertThat(answer.response().getHeaderString("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aBodyMustBeJson() {
        Map<String, String> form = Map.of(
                "Authorization",
                ManagementServer.basic("admin", ManagementServer.PASSWORD),
                "Content-Type",
                "application/x-www-form-urlencoded");
        Answer answer = server.send("POST", "api/keys", "name=ci", form);
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().getJsonObject("error").getString("message")).contains("application/json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{", "[]", "7", "{\"name\":}", "{\"name\":\"ci\"} trailing"})
    void brokenJsonIsABadRequest(String body) {
        assertThat(server.admin("POST", "api/keys", body).status()).isEqualTo(400);
    }

    @Test
    void anEmptyBodyIsABadRequest() {
        Map<String, String> headers = Map.of(
                "Authorization",
                ManagementServer.basic("admin", ManagementServer.PASSWORD),
                "Content-Type",
                "application/json");
        assertThat(server.send("POST", "api/keys", "", headers).status()).isEqualTo(400);
        assertThat(server.send("PATCH", "api/settings", "", headers).status()).isEqualTo(400);
    }

    @Test
    void anOverlongBodyIsRefused() {
        String body = "{\"name\":\"" + "x".repeat(5_000_000) + "\"}";
        assertThat(server.admin("POST", "api/keys", body).status()).isEqualTo(413);
    }
}

package io.omniroute.it.outbound;

import static io.omniroute.it.conversation.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.TestGateway;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.wire.Dialect;
import io.omniroute.it.wire.RawCall;
import io.omniroute.provider.outbound.ProxyServer.Kind;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.RecordedRequest;
import io.omniroute.testkit.ScriptedProxy;
import io.omniroute.testkit.ScriptedProxy.Manner;
import io.omniroute.testkit.ScriptedVendor;
import io.omniroute.testkit.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProxyIT {
    private static final String LOGIN = "tester:hunter2-of-the-proxy";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path directory;

    private static TestGateway gateway;
    private static ScriptedVendor plain;
    private static ScriptedVendor secure;
    private static ScriptedVendor spare;

    @BeforeAll
    static void start() {
        Path trust = directory.resolve("trust.p12");
        TestCertificate.trustStore(trust);
        gateway = TestGateway.start(Map.of(
                "JAVA_TOOL_OPTIONS",
                "-Djavax.net.ssl.trustStore=" + trust
                        + " -Djavax.net.ssl.trustStoreType=PKCS12 -Djavax.net.ssl.trustStorePassword=changeit"));
        plain = ScriptedVendor.start(ProxyIT::answer);
        secure = ScriptedVendor.startTls(ProxyIT::answer);
        spare = ScriptedVendor.start(ProxyIT::answer);
        gateway.connect("plain", "openai-chat", plain.origin() + "/v1");
        gateway.connect("secure", "openai-chat", secure.origin() + "/v1");
        gateway.connect("spare", "openai-chat", spare.origin() + "/v1");
        gateway.post(
                "/api/combos",
                object(
                        "name",
                        "both",
                        "strategy",
                        "fill-first",
                        "steps",
                        List.of(object("model", "plain/m"), object("model", "spare/m"))));
    }

    @AfterEach
    void leaveDirectly() {
        gateway.put("/api/settings/proxy", object());
        gateway.post200("/api/resilience/reset");
    }

    @AfterAll
    static void stop() {
        List.of(plain, secure, spare).forEach(ScriptedVendor::close);
        gateway.close();
    }

    private static Answer answer(RecordedRequest request) {
        Reply reply = Reply.text("Fine.");
        return request.text().contains("\"stream\":true")
                ? Answer.sse(Dialect.CHAT.voice().events(reply, new Seen()).toArray(String[]::new))
                : Answer.json(Dialect.CHAT.voice().whole(reply, new Seen()));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void vendorsAreReachedThroughEachKindOfProxyStreamsIncluded(Kind kind) {
        try (ScriptedProxy proxy = ScriptedProxy.guarded(kind, LOGIN)) {
            rule("global", "", kind.word() + "://" + LOGIN + "@localhost:" + proxy.port());
            for (String model : List.of("plain/m", "secure/m")) {
                try (RawCall whole = call(model, false)) {
                    assertThat(whole.status()).isEqualTo(200);
                    assertThat(whole.text()).contains("Fine.");
                }
                try (RawCall streamed = call(model, true)) {
                    assertThat(streamed.status()).isEqualTo(200);
                    assertThat(streamed.until("[DONE]")).contains("data: ");
                }
            }
            assertThat(proxy.targets()).containsExactly("127.0.0.1:" + plain.port(), "localhost:" + secure.port());
        }
    }

    @Test
    void theMostSpecificRuleWinsAndIsInTheLog() {
        try (ScriptedProxy global = ScriptedProxy.start(Kind.HTTP);
                ScriptedProxy provider = ScriptedProxy.start(Kind.SOCKS5);
                ScriptedProxy combo = ScriptedProxy.start(Kind.HTTP);
                ScriptedProxy account = ScriptedProxy.start(Kind.HTTP)) {
            assertThat(gateway.delete("/api/usage/proxy-logs").path("cleared").asBoolean())
                    .isTrue();
            rule("global", "", "http://127.0.0.1:" + global.port());
            served("plain/m");
            rule("provider", "plain", "socks5://127.0.0.1:" + provider.port());
            served("plain/m");
            rule("combo", "both", "http://127.0.0.1:" + combo.port());
            served("both");
            served("plain/m");
            String connection = connectionOf("plain");
            rule("connection", connection, "http://127.0.0.1:" + account.port());
            served("both");
            rule("connection", connection, "direct");
            served("both");
            served("spare/m");
            assertThat(List.of(global, provider, combo, account))
                    .extracting(proxy -> proxy.targets().size())
                    .containsExactly(2, 1, 1, 1);
            Set<Integer> ports = Set.of(global.port(), provider.port(), combo.port(), account.port());
            await(() -> log("", ports).size() == 6);
            assertThat(log("", ports))
                    .extracting(entry -> entry.path("level").asText())
                    .containsExactly("global", "connection", "provider", "combo", "provider", "global");
            JsonNode entry = log("level=combo", ports).get(0);
            assertThat(entry.path("status").asText()).isEqualTo("ok");
            assertThat(entry.path("connectionId").asText()).isEqualTo(connection);
            assertThat(entry.path("comboId").asText())
                    .isEqualTo(entry.path("levelId").asText());
            assertThat(entry.path("target").asText()).isEqualTo("127.0.0.1:" + plain.port());
            assertThat(entry.at("/proxy/port").asInt()).isEqualTo(combo.port());
            assertThat(entry.path("requestId").asText()).isNotEmpty();
            assertThat(log("type=socks5&provider=plain&search=127.0.0.1", ports))
                    .hasSize(2);
            JsonNode resolved = gateway.get("/api/settings/proxy?resolve=" + connection);
            assertThat(resolved.path("level").asText()).isEqualTo("connection");
            assertThat(resolved.at("/proxy/type").asText()).isEqualTo("direct");
        }
    }

    @Test
    void aProxyThatIsDownIsNeverGoneAroundAndNotBlamedOnTheAccount() {
        ScriptedProxy gone = ScriptedProxy.start(Kind.HTTP);
        gone.close();
        rule("provider", "plain", "http://127.0.0.1:" + gone.port());
        int before = plain.requests().size();
        try (RawCall failed = call("plain/m", false)) {
            assertThat(failed.status()).isEqualTo(502);
            assertThat(failed.text()).contains("The proxy 127.0.0.1:" + gone.port() + " cannot be reached");
        }
        assertThat(plain.requests()).hasSize(before);
        try (RawCall passed = call("both", false)) {
            assertThat(passed.status()).isEqualTo(200);
            assertThat(passed.header("x-omniroute-provider")).isEqualTo("spare");
        }
        JsonNode tested = gateway.post200("/api/providers/" + connectionOf("plain") + "/test");
        assertThat(tested.at("/diagnosis/type").asText()).isEqualTo("proxy");
        assertThat(gateway.get("/api/monitoring/health").path("circuitBreakers"))
                .isEmpty();
        Set<Integer> port = Set.of(gone.port());
        await(() -> !log("status=error&provider=plain", port).isEmpty());
        assertThat(log("status=error", port).get(0).path("error").asText()).startsWith("proxy_unreachable: ");
    }

    @Test
    void aRefusedLoginDisablesNoAccount() {
        try (ScriptedProxy guarded = ScriptedProxy.guarded(Kind.HTTP, LOGIN)) {
            rule("connection", "plain/main", "http://tester:wrong-hunter3@127.0.0.1:" + guarded.port());
            for (int i = 0; i < 3; i++) {
                try (RawCall failed = call("plain/m", false)) {
                    assertThat(failed.status()).isEqualTo(502);
                    assertThat(failed.text()).contains("refused the login").doesNotContain("hunter");
                }
            }
            JsonNode connection = gateway.get("/api/providers/" + connectionOf("plain"));
            assertThat(connection.path("enabled").asBoolean()).isTrue();
            assertThat(gateway.get("/api/monitoring/health").path("circuitBreakers"))
                    .isEmpty();
            rule("connection", "plain/main", "http://" + LOGIN + "@127.0.0.1:" + guarded.port());
            served("plain/m");
        }
    }

    @Test
    void aProxyIsTested() {
        try (ScriptedProxy proxy = ScriptedProxy.guarded(Kind.HTTPS, LOGIN);
                ScriptedProxy refusing = ScriptedProxy.start(Kind.SOCKS5, Manner.REFUSES);
                ScriptedVendor page = ScriptedVendor.startTls(request -> Answer.json("{\"ip\":\"203.0.113.9\"}"))) {
            String url = page.origin() + "/?format=json";
            JsonNode good = tested(object("proxy", "https://" + LOGIN + "@localhost:" + proxy.port(), "url", url));
            assertThat(good.path("success").asBoolean()).as(good.toString()).isTrue();
            assertThat(good.path("publicIp").asText()).isEqualTo("203.0.113.9");
            assertThat(good.path("proxyUrl").asText()).isEqualTo("https://localhost:" + proxy.port());
            JsonNode bad = tested(object("proxy", "socks5://localhost:" + refusing.port(), "url", url));
            assertThat(bad.path("success").asBoolean()).isFalse();
            assertThat(bad.path("error").asText()).contains("connection refused");
        }
    }

    @Test
    void countsOfTokensLeaveByTheProxyToo() {
        ScriptedVendor counting = ScriptedVendor.answering(Answer.json("{\"input_tokens\":7}"));
        try (counting;
                ScriptedProxy proxy = ScriptedProxy.start(Kind.SOCKS5)) {
            gateway.connect("counting", "anthropic-messages", counting.origin());
            rule("provider", "counting", "socks5://127.0.0.1:" + proxy.port());
            try (RawCall count = RawCall.post(
                    gateway.port(),
                    "/v1/messages/count_tokens",
                    Map.of("x-api-key", gateway.key(), "content-type", "application/json"),
                    "{\"model\":\"counting/m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")) {
                assertThat(count.text()).contains("\"input_tokens\":7");
            }
            assertThat(proxy.targets()).containsExactly("127.0.0.1:" + counting.port());
        }
    }

    @Test
    void noPasswordStandsAnywhereInClear() throws IOException {
        rule("global", "", "socks5://" + LOGIN + "@localhost:1");
        String password = LOGIN.substring(LOGIN.indexOf(':') + 1);
        assertThat(List.of("/api/settings/proxy", "/api/config", "/api/audit?limit=1000", "/api/usage/proxy-logs"))
                .allSatisfy(path ->
                        assertThat(gateway.get(path).toString()).as(path).doesNotContain(password));
        for (Path file : files(gateway.dataDirectory())) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .as(file.toString())
                    .doesNotContain(password);
        }
    }

    @Test
    void onlyAnAdministratorDecidesOnProxies() throws Exception {
        gateway.post("/api/users", object("name", "olga", "password", "the operators password 1", "role", "OPERATOR"));
        assertThat(asOperator("GET", "/api/settings/proxy")).isEqualTo(200);
        assertThat(asOperator("PUT", "/api/settings/proxy")).isEqualTo(403);
        assertThat(asOperator("POST", "/api/settings/proxy/test")).isEqualTo(403);
        assertThat(asOperator("DELETE", "/api/usage/proxy-logs")).isEqualTo(403);
        assertThat(asOperator("GET", "/api/usage/proxy-logs")).isEqualTo(200);
    }

    private static int asOperator(String method, String path) throws Exception {
        String login =
                Base64.getEncoder().encodeToString("olga:the operators password 1".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url() + path))
                .header("Authorization", "Basic " + login)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.startsWith("P")
                                ? HttpRequest.BodyPublishers.ofString("{}")
                                : HttpRequest.BodyPublishers.noBody())
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    private static void rule(String level, String id, String proxy) {
        gateway.put("/api/settings/proxy", object("level", level, "id", id, "proxy", proxy));
    }

    private static JsonNode tested(JsonNode body) {
        return gateway.send("POST", "/api/settings/proxy/test", body, 200);
    }

    private static String connectionOf(String provider) {
        for (JsonNode connection : gateway.get("/api/providers?limit=1000").path("items")) {
            if (connection.path("provider").asText().equals(provider)) {
                return connection.path("id").asText();
            }
        }
        throw new AssertionError("no connection of " + provider);
    }

    private static List<JsonNode> log(String query) {
        List<JsonNode> entries = new ArrayList<>();
        gateway.get("/api/usage/proxy-logs?" + query).path("items").forEach(entries::add);
        return entries;
    }

    /** Without what other tests have left, or are about to. @param ports of the proxies */
    private static List<JsonNode> log(String query, Set<Integer> ports) {
        return log(query).stream()
                .filter(entry -> ports.contains(entry.at("/proxy/port").asInt()))
                .toList();
    }

    private static void served(String model) {
        try (RawCall call = call(model, false)) {
            assertThat(call.status()).isEqualTo(200);
        }
    }

    private static RawCall call(String model, boolean stream) {
        return RawCall.post(
                gateway.port(),
                Dialect.CHAT.path(model, stream),
                Dialect.CHAT.headers(gateway.key()),
                Dialect.CHAT.body(model, stream).toString().getBytes(StandardCharsets.UTF_8));
    }

    private static List<Path> files(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            // what the server unpacks is no data, and comes and goes
            return files.filter(file -> !root.relativize(file).startsWith("tmp"))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
        }
    }
}

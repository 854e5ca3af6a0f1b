package io.omniroute.it.outbound;

import static io.omniroute.it.conversation.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.TestGateway;
import io.omniroute.it.wire.RawCall;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.RecordedRequest;
import io.omniroute.testkit.ScriptedVendor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host that would like to have the keys, and logins that would like to send them there. */
class SecretAddressIT {
    private static final String STORED = "sk-stored-and-never-told";
    private static final String OWN = "sk-known-to-the-operator";
    private static final String PASSWORD = "the same password for all";
    private static final Answer MODELS = Answer.of(200, "application/json", "{\"data\":[]}");

    @TempDir
    private static Path directory;

    private static TestGateway gateway;
    private static ScriptedVendor vendor;
    private static ScriptedVendor thief;

    @BeforeAll
    static void start() throws IOException {
        vendor = ScriptedVendor.start(request -> MODELS);
        thief = ScriptedVendor.start(request -> MODELS);
        configure(vendor.origin());
        gateway = TestGateway.start(
                Map.of("OMNIROUTE_CONFIG", directory.resolve("omniroute.json").toString()));
        for (String role : List.of("OPERATOR", "AUDITOR", "VIEWER")) {
            gateway.post("/api/users", object("name", role, "password", PASSWORD, "role", role));
        }
    }

    @AfterAll
    static void stop() {
        vendor.close();
        thief.close();
        gateway.close();
    }

    private static void configure(String origin) throws IOException {
        Files.writeString(
                directory.resolve("omniroute.json"),
                object(
                                "providerNodes",
                                List.of(object(
                                        "prefix", "configured", "format", "openai-chat", "baseUrl", origin + "/v1")),
                                "providers",
                                List.of(object("provider", "configured", "apiKey", STORED)))
                        .toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"OPERATOR", "AUDITOR", "VIEWER"})
    void onlyAnAdminSendsStoredKeysElsewhere(String role) {
        String prefix = "held-" + role.toLowerCase(Locale.ROOT);
        String node = node(prefix);
        String account = account(prefix);
        JsonNode away = object("baseUrl", thief.origin() + "/v1");
        JsonNode whole = object("prefix", prefix, "format", "openai-chat", "baseUrl", thief.origin() + "/v1");
        assertThat(status(role, "PATCH", node, away)).isEqualTo(403);
        assertThat(status(role, "PUT", node, whole)).isEqualTo(403);
        assertThat(status(role, "PATCH", account, away)).isEqualTo(403);
        assertThat(status(role, "PUT", account, object("provider", prefix, "baseUrl", thief.origin())))
                .isEqualTo(403);
        assertThat(tested(account)).isTrue();
        assertThat(keysOf(thief)).doesNotContain("Bearer " + STORED);
        JsonNode newest = gateway.get("/api/audit?limit=8").path("items");
        assertThat(newest.findValuesAsText("action")).contains("auth.forbidden");
        assertThat(newest.findValuesAsText("actor")).contains(role);
    }

    @Test
    void theRefusalIsToldAndKeptThoughItsTransactionIsNot() {
        String node = node("told");
        account("told");
        try (RawCall refused = call("OPERATOR", "PATCH", node, object("baseUrl", thief.origin() + "/v1"))) {
            assertThat(refused.status()).isEqualTo(403);
            JsonNode error = refused.json().path("error");
            assertThat(error.path("field").asText()).isEqualTo("baseUrl");
            assertThat(error.path("message").asText()).contains("Only an ADMIN", "'main' of 'told'", "'apiKey' anew");
        }
        String id = node.substring(node.lastIndexOf('/') + 1);
        JsonNode entry = gateway.get("/api/audit?limit=1").path("items").path(0);
        assertThat(entry.path("action").asText()).isEqualTo("auth.forbidden");
        assertThat(entry.path("actor").asText()).isEqualTo("OPERATOR");
        assertThat(entry.path("target").asText()).isEqualTo("provider-node:" + id);
        assertThat(entry.toString()).doesNotContain(STORED);
    }

    @Test
    void anOperatorSendsKeysOfTheirOwnWhereTheyLike() {
        String node = node("moving");
        String account = account("moving");
        JsonNode renewed = object("baseUrl", thief.origin() + "/own", "apiKey", OWN);
        assertThat(status("OPERATOR", "PATCH", account, renewed)).isEqualTo(200);
        assertThat(status("OPERATOR", "POST", account + "/test", object())).isEqualTo(200);
        assertThat(keysOf(thief)).contains("Bearer " + OWN).doesNotContain("Bearer " + STORED);

        assertThat(status("OPERATOR", "PATCH", account, object("apiKey", null))).isEqualTo(200);
        assertThat(status("OPERATOR", "PATCH", node, object("baseUrl", thief.origin() + "/v1")))
                .isEqualTo(200);
        assertThat(status(
                        "OPERATOR",
                        "POST",
                        "/api/provider-nodes",
                        object("prefix", "new", "format", "openai-chat", "baseUrl", thief.origin() + "/v1")))
                .isEqualTo(201);
    }

    @Test
    void anAdminMovesAVendorWithItsKeys() {
        String node = node("moved");
        String account = account("moved");
        try (ScriptedVendor next = ScriptedVendor.start(request -> MODELS)) {
            gateway.patch(node, object("baseUrl", next.origin() + "/v1"));
            assertThat(tested(account)).isTrue();
            assertThat(keysOf(next)).containsExactly("Bearer " + STORED);
        }
    }

    @Test
    void twoChangesAtOnceLeaveNoStoredKeyBesideAnotherAddress() {
        node("raced");
        for (int round = 0; round < 10; round++) {
            String account = account("raced", "round-" + round);
            JsonNode away = object("baseUrl", thief.origin() + "/raced", "apiKey", OWN);
            CompletableFuture<Integer> moved =
                    CompletableFuture.supplyAsync(() -> status("OPERATOR", "PATCH", account, away));
            for (int priority = 2; priority < 5; priority++) {
                assertThat(status("OPERATOR", "PATCH", account, object("priority", priority)))
                        .isEqualTo(200);
            }
            assertThat(moved.join()).isEqualTo(200);
            assertThat(tested(account)).isTrue();
        }
        assertThat(keysOf(thief)).contains("Bearer " + OWN).doesNotContain("Bearer " + STORED);
    }

    @Test
    void theConfigurationFileMayAndNobodySendsOneFromOutside() throws IOException {
        String account = "/api/providers/" + id(gateway.get("/api/providers?limit=1000"), "configured");
        for (String role : List.of("OPERATOR", "VIEWER")) {
            for (String method : List.of("POST", "PUT", "PATCH")) {
                assertThat(status(role, method, "/api/config", object("providerNodes", List.of())))
                        .isEqualTo(405);
            }
        }
        assertThat(gateway.get("/api/config").toString()).doesNotContain(STORED);
        try (ScriptedVendor next = ScriptedVendor.start(request -> MODELS)) {
            configure(next.origin());
            gateway.stop();
            gateway.restart();
            assertThat(tested(account)).isTrue();
            assertThat(keysOf(next)).containsExactly("Bearer " + STORED);
        }
    }

    private static String node(String prefix) {
        JsonNode made = gateway.post(
                "/api/provider-nodes",
                object("prefix", prefix, "format", "openai-chat", "baseUrl", vendor.origin() + "/v1"));
        return "/api/provider-nodes/" + made.path("id").asText();
    }

    private static String account(String prefix) {
        return account(prefix, "main");
    }

    private static String account(String prefix, String name) {
        JsonNode made = gateway.post("/api/providers", object("provider", prefix, "name", name, "apiKey", STORED));
        return "/api/providers/" + made.path("id").asText();
    }

    private static String id(JsonNode page, String provider) {
        for (JsonNode item : page.path("items")) {
            if (item.path("provider").asText().equals(provider)) {
                return item.path("id").asText();
            }
        }
        throw new AssertionError("nothing of " + provider);
    }

    private static boolean tested(String account) {
        return gateway.post200(account + "/test").path("valid").asBoolean();
    }

    private static List<String> keysOf(ScriptedVendor server) {
        return server.requests().stream()
                .map((RecordedRequest request) ->
                        request.header("authorization").orElse(""))
                .toList();
    }

    private static int status(String role, String method, String path, JsonNode body) {
        try (RawCall call = call(role, method, path, body)) {
            return call.status();
        }
    }

    private static RawCall call(String role, String method, String path, JsonNode body) {
        byte[] login = (role + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8);
        return RawCall.send(
                gateway.port(),
                method,
                path,
                Map.of(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(login),
                        "Content-Type",
                        "application/json"),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }
}

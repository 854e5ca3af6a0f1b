package io.omniroute.it.telemetry;

import static io.omniroute.it.conversation.Trees.array;
import static io.omniroute.it.conversation.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.it.TestGateway;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.vendor.StrictVendor;
import io.omniroute.it.wire.Dialect;
import io.omniroute.it.wire.RawCall;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.RecordedRequest;
import io.omniroute.testkit.ScriptedVendor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies that are kept, and those that are not; and the log they belong to. */
class CaptureIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SAID = "a sentence nobody should find on the disk";
    private static final String LEAKED = "sk-prompted0123456789abcdefgh";
    private static final String PASSWORD = "twelve characters or more";

    private static TestGateway gateway;
    private static ScriptedVendor vendor;
    private static ScriptedVendor broken;
    private static JsonNode captured;
    private static JsonNode plain;

    @BeforeAll
    static void connect() {
        gateway = TestGateway.start(Map.of());
        vendor = ScriptedVendor.start(CaptureIT::well);
        broken = ScriptedVendor.answering(Answer.of(
                500,
                "application/json",
                "{\"error\":{\"message\":\"boom\",\"type\":\"error\",\"code\":null,\"param\":null}}"));
        gateway.connect("acme", "openai-chat", vendor.origin() + "/v1");
        gateway.connect("sick", "openai-chat", broken.origin() + "/v1");
        gateway.post(
                "/api/combos",
                object(
                        "name",
                        "always-on",
                        "strategy",
                        "fill-first",
                        "steps",
                        array(object("model", "sick/m"), object("model", "acme/m"))));
        captured = gateway.post("/api/keys", object("name", "captured", "captureBodies", true));
        plain = gateway.post("/api/keys", object("name", "plain"));
        for (String role : List.of("AUDITOR", "OPERATOR", "VIEWER")) {
            gateway.post("/api/users", object("name", role, "password", PASSWORD, "role", role));
        }
    }

    @AfterAll
    static void disconnect() {
        vendor.close();
        broken.close();
        gateway.close();
    }

    @BeforeEach
    void switchOn() {
        gateway.put("/api/settings/capture", object("enabled", true));
        gateway.post200("/api/resilience/reset");
    }

    @Test
    void aWholeCallThatPassesThrough() throws IOException {
        String id = call(Dialect.CHAT, secret(captured), false, "acme/m");
        JsonNode bodies = bodies(id);
        assertThat(bodies.at("/clientRequest/body").asText())
                .contains(SAID, "[removed]", "[base64 removed: image/png, ", "\"acme/m\"")
                .doesNotContain(LEAKED, "iVBORw0KGgo");
        assertThat(bodies.at("/clientRequest/headers/content-type").asText()).isEqualTo("application/json");
        assertThat(bodies.at("/vendorRequest/body").asText())
                .contains(SAID, "\"m\"")
                .doesNotContain("acme/m");
        assertThat(bodies.at("/vendorAnswer/status").asInt()).isEqualTo(200);
        assertThat(bodies.at("/vendorAnswer/body").asText()).contains("Fine.");
        assertThat(bodies.at("/clientAnswer/same").asText()).isEqualTo("vendorAnswer");
        assertThat(bodies.toString()).doesNotContain(StrictVendor.KEY, secret(captured), LEAKED);
        assertThat(gateway.get("/api/usage/logs/" + id).path("captured").asBoolean())
                .isTrue();
        assertThat(gateway.get("/api/audit?limit=5").toString()).contains("bodies.read", id);
        assertNothingOnTheDisk();
    }

    @Test
    void aStreamedCallThatIsTranslated() {
        String id = call(Dialect.MESSAGES, secret(captured), true, "acme/m");
        JsonNode bodies = bodies(id);
        assertThat(bodies.at("/vendorRequest/body").asText()).contains("\"stream_options\"", SAID);
        assertThat(bodies.at("/vendorAnswer/body").asText())
                .contains("chat.completion.chunk", "data: [DONE]")
                .doesNotContain("message_stop");
        assertThat(bodies.at("/clientAnswer/body").asText()).contains("event: message_stop");
        assertThat(bodies.at("/clientAnswer/headers/content-type").asText()).contains("text/event-stream");
        assertThat(bodies.toString()).doesNotContain(StrictVendor.KEY, secret(captured), LEAKED, "iVBORw0KGgo");
    }

    @Test
    void aStreamThatPassesThroughIsKeptOnce() {
        JsonNode bodies = bodies(call(Dialect.CHAT, secret(captured), true, "acme/m"));
        String sent = bodies.at("/clientAnswer/same").isTextual()
                ? bodies.at("/vendorAnswer/body").asText()
                : bodies.at("/clientAnswer/body").asText();
        assertThat(sent).contains("data: {", "\"Fine\"", "data: [DONE]");
    }

    @Test
    void nobodyElseIsCaptured() {
        JsonNode quiet = gateway.post("/api/keys", object("name", "quiet", "noLog", true));
        assertNotCaptured(call(Dialect.CHAT, secret(plain), false, "acme/m"));
        call(Dialect.CHAT, secret(quiet), false, "acme/m", "not-logged");
        gateway.send("PATCH", "/api/keys/" + quiet.path("id").asText(), object("captureBodies", true), 422);
        gateway.put("/api/settings/capture", object("enabled", false));
        assertNotCaptured(call(Dialect.CHAT, secret(captured), false, "acme/m"));
    }

    @Test
    void longBodiesAreCut() {
        gateway.put("/api/settings/capture", object("enabled", true, "maxBytes", 120));
        JsonNode request =
                bodies(call(Dialect.CHAT, secret(captured), false, "acme/m")).path("clientRequest");
        assertThat(request.path("truncated").asBoolean()).isTrue();
        assertThat(request.path("bytes").asInt()).isGreaterThan(200);
        assertThat(request.path("body").asText()).contains("[cut: 120 of ").hasSizeLessThan(180);
    }

    @Test
    void onlyTheNewestAreKept() {
        String older = call(Dialect.CHAT, secret(captured), false, "acme/m");
        bodies(older);
        String newer = call(Dialect.CHAT, secret(captured), false, "acme/m");
        bodies(newer);
        gateway.put("/api/settings/capture", object("enabled", true, "maxRows", 1));
        await(() -> status("admin", older) == 404);
        assertThat(status("admin", newer)).isEqualTo(200);
        int removed = gateway.delete("/api/usage/bodies?before=2100-01-01")
                .path("removed")
                .asInt();
        assertThat(removed).isEqualTo(1);
        assertThat(status("admin", newer)).isEqualTo(404);
    }

    @Test
    void onlyAdministratorsAndAuditorsReadBodies() {
        String id = call(Dialect.CHAT, secret(captured), false, "acme/m");
        bodies(id);
        assertThat(status("AUDITOR", id)).isEqualTo(200);
        assertThat(status("OPERATOR", id)).isEqualTo(403);
        assertThat(status("VIEWER", id)).isEqualTo(403);
        JsonNode entries = gateway.get("/api/audit?limit=10").path("items");
        assertThat(entries.findValuesAsText("actor")).contains("AUDITOR", "OPERATOR", "VIEWER");
        assertThat(entries.toString()).contains("auth.forbidden", "bodies.read");
    }

    @Test
    void bodiesWaitingAtTheStopAreStored() {
        String request = "before-the-stop";
        post(Dialect.CHAT, secret(captured), false, "always-on", request);
        gateway.stop();
        gateway.restart();
        String id = logged(request).path("id").asText();
        assertThat(bodies(id).at("/vendorAnswer/body").asText()).contains("Fine.");
    }

    @Test
    void theLogIsNarrowedAndTellsOfEveryAttempt() {
        String id = call(Dialect.CHAT, secret(plain), false, "always-on", "through-the-combo");
        JsonNode call = gateway.get("/api/usage/logs/" + id);
        assertThat(call.path("combo").asText()).isEqualTo("always-on");
        assertThat(call.path("apiKeyName").asText()).isEqualTo("plain");
        assertThat(call.path("attempts")).hasSize(2);
        assertThat(call.at("/attempts/0/failed").asBoolean()).isTrue();
        assertThat(call.at("/attempts/0/reason").asText()).contains("boom");
        assertThat(call.at("/attempts/0/connectionName").asText()).isEqualTo("main");
        for (String query : List.of(
                "status=ok&combo=always-on&model=m",
                "status=2xx&provider=acme&search=THROUGH-the",
                "requestedModel=always-on&source=vendor&streamed=false&requestId=through-the-combo",
                "status=200&combo=*&connectionId=" + call.path("connectionId").asText())) {
            assertThat(gateway.get("/api/usage/logs?" + query).findValuesAsText("id"))
                    .as(query)
                    .contains(id);
        }
        assertThat(gateway.get("/api/usage/logs?status=error&requestId=through-the-combo")
                        .path("items"))
                .isEmpty();
        String sick = call.at("/attempts/0/connectionId").asText();
        JsonNode attempts = gateway.get("/api/usage/attempts?failed=true&connectionId=" + sick);
        assertThat(attempts.findValuesAsText("callId")).contains(id);
        assertThat(gateway.get("/api/usage/attempts?failed=false&connectionId=" + sick)
                        .path("items"))
                .isEmpty();
        assertThat(gateway.get("/api/usage/attempts?failed=false&provider=acme").findValuesAsText("callId"))
                .contains(id);
    }

    private static Answer well(RecordedRequest request) {
        Reply reply = Reply.text("Fine.");
        if (!request.text().contains("\"stream\":true")) {
            return Answer.json(Dialect.CHAT.voice().whole(reply, new Seen()));
        }
        return Answer.sse(Dialect.CHAT.voice().events(reply, new Seen()).toArray(String[]::new));
    }

    private static String call(Dialect format, String key, boolean streamed, String model) {
        return call(format, key, streamed, model, "capture-" + System.nanoTime());
    }

    /** @return the id of the call in the log; of a call that is not logged its request id */
    private static String call(Dialect format, String key, boolean streamed, String model, String requestId) {
        post(format, key, streamed, model, requestId);
        return requestId.equals("not-logged")
                ? requestId
                : logged(requestId).path("id").asText();
    }

    private static void post(Dialect format, String key, boolean streamed, String model, String requestId) {
        Map<String, String> headers = new HashMap<>(format.headers(key));
        headers.put("X-Request-Id", requestId);
        String body = body(format, streamed, model).toString();
        try (RawCall call = RawCall.post(gateway.port(), format.path(model, streamed), headers, body)) {
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.text()).contains("Fine"); // a stream says it in pieces
        }
    }

    private static ObjectNode body(Dialect format, boolean streamed, String model) {
        String pixels = Base64.getEncoder()
                .encodeToString(
                        "\u0089PNG\r\n\u001a\n\0\0".concat("pixels".repeat(50)).getBytes(StandardCharsets.ISO_8859_1));
        JsonNode image = format == Dialect.CHAT
                ? object("type", "image_url", "image_url", object("url", "data:image/png;base64," + pixels))
                : object(
                        "type", "image", "source", object("type", "base64", "media_type", "image/png", "data", pixels));
        ObjectNode body = format.body(model, streamed);
        JsonNode text = object("type", "text", "text", SAID + ", and " + LEAKED);
        body.set("messages", array(object("role", "user", "content", array(text, image))));
        return body;
    }

    private static JsonNode logged(String requestId) {
        List<JsonNode> found = new ArrayList<>();
        await(() -> {
            gateway.get("/api/usage/logs?requestId=" + requestId).path("items").forEach(found::add);
            return !found.isEmpty();
        });
        return found.get(0);
    }

    private static JsonNode bodies(String id) {
        await(() -> status("admin", id) == 200);
        return gateway.get("/api/usage/logs/" + id + "/bodies");
    }

    private static int status(String user, String id) {
        return gateway.statusAs(user, user.equals("admin") ? "" : PASSWORD, "/api/usage/logs/" + id + "/bodies");
    }

    /** What is behind it in the queue has been stored, so it would have been too. */
    private static void assertNotCaptured(String id) {
        gateway.put("/api/settings/capture", object("enabled", true));
        bodies(call(Dialect.CHAT, secret(captured), false, "acme/m"));
        assertThat(status("admin", id)).isEqualTo(404);
        assertThat(gateway.get("/api/usage/logs/" + id).path("captured").asBoolean())
                .isFalse();
    }

    private static String secret(JsonNode key) {
        return key.path("key").asText();
    }

    private static void assertNothingOnTheDisk() throws IOException {
        try (var files = Files.walk(gateway.dataDirectory())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(SAID, LEAKED, StrictVendor.KEY, secret(captured));
            }
        }
    }

    private static void await(Supplier<Boolean> condition) {
        Instant limit = Instant.now().plus(PATIENCE);
        while (!condition.get()) {
            assertThat(Instant.now()).isBefore(limit);
        }
    }
}

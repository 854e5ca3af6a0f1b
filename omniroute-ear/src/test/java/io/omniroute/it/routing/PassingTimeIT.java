package io.omniroute.it.routing;

import static io.omniroute.it.conversation.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.it.TestGateway;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.time.TimeMachine;
import io.omniroute.it.vendor.StrictVendor;
import io.omniroute.it.wire.Dialect;
import io.omniroute.it.wire.RawCall;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for a time ends with it: keys and their old secrets, bans, limits, remembered answers and sessions. */
class PassingTimeIT {
    private static TimeMachine time;
    private static TestGateway gateway;
    private static StrictVendor vendor;

    @BeforeAll
    static void connect() {
        time = TimeMachine.get();
        gateway = time.gateway();
        vendor = new StrictVendor(Dialect.CHAT.voice());
        vendor.says(Reply.text("Now."));
        gateway.connect("kept", "openai-chat", vendor.baseUrl());
    }

    @AfterAll
    static void disconnect() {
        vendor.close();
    }

    @Test
    void aKeyEndsWhenItExpires() {
        String end = time.now()
                .plus(Duration.ofHours(1))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        String key = made(object("name", "an-hour", "allowedModels", List.of("*"), "expiresAt", end))
                .path("key")
                .asText();
        assertThat(status(key)).isEqualTo(200);
        time.forward(Duration.ofMinutes(61));
        assertThat(status(key)).isEqualTo(401);
    }

    @Test
    void anOldSecretEndsWithItsOverlap() {
        JsonNode key = made(object("name", "rotated", "allowedModels", List.of("*")));
        String old = key.path("key").asText();
        String fresh = gateway.send(
                        "POST", "/api/keys/" + key.path("id").asText() + "/rotate", object("overlapSeconds", 600), 200)
                .path("key")
                .asText();
        assertThat(status(old)).isEqualTo(200);
        time.forward(Duration.ofMinutes(11));
        assertThat(status(old)).isEqualTo(401);
        assertThat(status(fresh)).isEqualTo(200);
    }

    @Test
    void aBanIsLifted() {
        gateway.put(
                "/api/settings/ip-filter",
                object("bans", object("enabled", true, "failures", 3, "banSeconds", 600, "loopback", true)));
        try {
            for (int i = 0; i < 3; i++) {
                assertThat(status("sk-nobody-knows-" + i)).isEqualTo(401);
            }
            assertThat(status(gateway.key())).isEqualTo(403);
            time.forward(Duration.ofMinutes(11));
            assertThat(status(gateway.key())).isEqualTo(200);
        } finally {
            gateway.put("/api/settings/ip-filter", object());
        }
    }

    @Test
    void aMinuteLaterTheKeyMayCallAgain() {
        String key = made(object(
                        "name", "slow", "allowedModels", List.of("*"), "limits", object("requestsPerMinute", 1)))
                .path("key")
                .asText();
        assertThat(status(key)).isEqualTo(200);
        try (RawCall refused = call("kept/m", key, Map.of())) {
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 60);
        }
        time.forward(Duration.ofMinutes(1));
        assertThat(status(key)).isEqualTo(200);
    }

    @Test
    void answersAreForgotten() {
        gateway.put(
                "/api/settings/cache",
                object(
                        "models",
                        object("kept/cached", object("enabled", true, "ttlSeconds", 600)),
                        "idempotencyWindowMs",
                        300_000));
        assertThat(header("kept/cached", Map.of(), "x-omniroute-cache")).isEqualTo("MISS");
        assertThat(header("kept/cached", Map.of(), "x-omniroute-cache")).isEqualTo("HIT");
        Map<String, String> once = Map.of("Idempotency-Key", "this-once");
        assertThat(header("kept/replayed", once, "x-omniroute-idempotent")).isEmpty();
        assertThat(header("kept/replayed", once, "x-omniroute-idempotent")).isEqualTo("true");
        time.forward(Duration.ofMinutes(6));
        assertThat(header("kept/replayed", once, "x-omniroute-idempotent")).isEmpty();
        assertThat(header("kept/cached", Map.of(), "x-omniroute-cache")).isEqualTo("HIT");
        time.forward(Duration.ofMinutes(5));
        assertThat(header("kept/cached", Map.of(), "x-omniroute-cache")).isEqualTo("MISS");
    }

    @Test
    void aSessionThatRestsLosesItsAccount() {
        gateway.connect(object(
                "prefix",
                "pair",
                "format",
                "openai-chat",
                "baseUrl",
                vendor.baseUrl(),
                "accountStrategy",
                "round-robin"));
        gateway.post("/api/providers", object("provider", "pair", "name", "second", "apiKey", StrictVendor.KEY));
        gateway.patch("/api/settings/routing", object("stickyRoundRobinLimit", 1));
        Map<String, String> session = Map.of("X-Session-Id", "long-talk");
        String own = account(session);
        itIsTheOthersTurn(own);
        assertThat(account(session)).isEqualTo(own);
        time.forward(Duration.ofMinutes(31));
        itIsTheOthersTurn(own);
        assertThat(account(session)).isNotEqualTo(own);
    }

    private static void itIsTheOthersTurn(String account) {
        for (int i = 0; i < 2 && !account(Map.of()).equals(account); i++) {
            // the turns go on
        }
    }

    private static String account(Map<String, String> headers) {
        return header("pair/m", headers, "x-omniroute-connection");
    }

    private static JsonNode made(ObjectNode key) {
        return gateway.post("/api/keys", key);
    }

    private static int status(String key) {
        try (RawCall call = call("kept/m", key, Map.of())) {
            return call.status();
        }
    }

    private static String header(String model, Map<String, String> more, String name) {
        try (RawCall call = call(model, gateway.key(), more)) {
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.text()).contains("Now.");
            return call.header(name);
        }
    }

    private static RawCall call(String model, String key, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(Dialect.CHAT.headers(key));
        headers.putAll(more);
        return RawCall.post(
                gateway.port(),
                Dialect.CHAT.path(model, false),
                headers,
                Dialect.CHAT.body(model, false).put("temperature", 0).toString());
    }
}

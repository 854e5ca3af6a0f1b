package io.omniroute.it.routing;

import static io.omniroute.it.conversation.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.TestGateway;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.time.TimeMachine;
import io.omniroute.it.wire.Dialect;
import io.omniroute.it.wire.RawCall;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.RecordedRequest;
import io.omniroute.testkit.ScriptedVendor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fleet of four accounts of which some fail: nobody who calls notices, and whoever looks can read the story. */
class HealthIT {
    private static final int FLEET = 4;
    private static final AtomicInteger FLEETS = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private volatile Answer fault = Answer.of(500, "application/json", "{\"error\":{\"message\":\"boom\"}}");
    private volatile String faulty = "none";
    private final TimeMachine time = TimeMachine.get();
    private final TestGateway gateway = time.gateway();
    private final String fleet = "fleet-" + FLEETS.incrementAndGet();
    private final String key = gateway.newKey(fleet);
    private ScriptedVendor vendor;

    @BeforeEach
    void start() {
        vendor = ScriptedVendor.start(this::answer);
        gateway.post(
                "/api/provider-nodes",
                object("prefix", fleet, "format", "openai-chat", "baseUrl", vendor.origin() + "/v1"));
        for (int i = 1; i <= FLEET; i++) {
            String name = "account-" + i;
            String id = gateway.post(
                            "/api/providers", object("provider", fleet, "name", name, "apiKey", name, "priority", i))
                    .path("id")
                    .asText();
            ids.put(name, id);
            asked.put(name, new AtomicInteger());
        }
    }

    @AfterEach
    void stop() {
        vendor.close();
    }

    @Test
    void aThousandCallsSurviveAnAccountThatBreaksForAWhile() throws Exception {
        faulty = "account-1";
        List<Integer> statuses = new ArrayList<>(calls(500));
        assertThat(asked.get("account-1").get()).isPositive().isLessThan(100);
        JsonNode circuit = circuit("account-1");
        assertThat(circuit.path("reason").asText()).isEqualTo("server_error");
        assertThat(circuit.path("message").asText()).isEqualTo("boom");
        faulty = "none";
        statuses.addAll(calls(500));
        assertThat(statuses).hasSize(1_000).containsOnly(200);

        time.forward(Duration.ofMinutes(5)); // longer than any rest that nobody asked for
        assertThat(call()).isEqualTo(200);
        assertThat(circuit("account-1").isMissingNode()).isTrue();
        String account = fleet + "#" + ids.get("account-1");
        await(() -> log().contains(account + ": closed, it serves again"));
        assertThat(log()).contains(account + ": rests for");
        String attempts = "/api/usage/attempts?failed=true&limit=1000&connectionId=" + ids.get("account-1");
        await(() -> gateway.get(attempts).toString().contains("boom"));
    }

    @Test
    void aRestOutlivesTheProcess() throws Exception {
        faulty = "account-1";
        fault = Answer.of(429, "application/json", "{\"error\":{\"message\":\"Try again in 1h2m3s\"}}");
        assertThat(calls(50)).containsOnly(200);
        String until = circuit("account-1").path("until").asText();
        assertThat(Instant.parse(until)).isAfter(time.now().plus(Duration.ofMinutes(50)));
        gateway.stop();
        gateway.restart();
        asked.get("account-1").set(0);
        assertThat(calls(50)).containsOnly(200);
        assertThat(asked.get("account-1")).hasValue(0);
        assertThat(circuit("account-1").path("state").asText()).isEqualTo("resting");

        assertThat(gateway.post200("/api/resilience/reset").path("ok").asBoolean())
                .isTrue();
        faulty = "none";
        assertThat(call()).isEqualTo(200);
        assertThat(asked.get("account-1")).hasValue(1);
    }

    @Test
    void anAccountThatIsClosedForGoodIsSwitchedOffAndAWornOutFleetSaysWhenItIsBack() {
        faulty = "account-1";
        fault = Answer.of(403, "application/json", "{\"error\":{\"message\":\"This account has been banned\"}}");
        assertThat(call()).isEqualTo(200);
        String path = "/api/providers/" + ids.get("account-1");
        await(() -> !gateway.get(path).path("enabled").asBoolean());
        assertThat(gateway.get(path).path("disabledReason").asText()).contains("ACCOUNT_CLOSED", "banned");
        assertThat(gateway.get("/api/audit").toString()).contains("provider.disable");

        faulty = "all";
        fault = Answer.of(429, "application/json", "{\"error\":{\"message\":\"Try again in 5m\"}}");
        assertThat(call()).isEqualTo(429);
        try (RawCall refused = send()) {
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(200, 300);
            assertThat(Dialect.CHAT.errorMessage(refused.json())).contains("RATE_LIMITED");
        }
    }

    @Test
    void aKeyAtItsLimitIsToldSoAndAnAccountAtItsQuotaIsPassedOver() {
        String first = "/api/providers/" + ids.get("account-1");
        gateway.patch(first, object("quotas", List.of(object("window", "daily", "unit", "requests", "limit", 2))));
        assertThat(List.of(call(), call(), call())).containsOnly(200);
        assertThat(asked.get("account-1")).hasValue(2);
        assertThat(asked.get("account-2")).hasValue(1);
        JsonNode quota = gateway.get("/api/usage/" + ids.get("account-1")).at("/quotas/daily-requests");
        assertThat(quota.path("exhausted").asBoolean()).isTrue();
        assertThat(quota.path("resetInSeconds").asLong()).isPositive();

        String passedOver = "/api/usage/attempts?asked=false&connectionId=" + ids.get("account-1");
        await(() -> gateway.get(passedOver).path("items").size() == 1);
        JsonNode attempt = gateway.get(passedOver).at("/items/0");
        assertThat(attempt.path("reason").asText()).startsWith("UPSTREAM_QUOTA");
        assertThat(gateway.get("/api/usage/logs/" + attempt.path("callId").asText())
                        .path("attempts")
                        .findValuesAsText("asked"))
                .containsExactly("false", "true");

        gateway.patch("/api/keys/" + keyId(), object("limits", object("requestsPerMinute", 1)));
        try (RawCall served = send()) {
            assertThat(served.status()).isEqualTo(200);
            assertThat(served.header("x-ratelimit-limit-requests")).isEqualTo("1");
            assertThat(served.header("x-ratelimit-remaining-requests")).isEqualTo("0");
        }
        try (RawCall refused = send()) {
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(1, 60);
            assertThat(refused.header("x-ratelimit-remaining-requests")).isEqualTo("0");
            assertThat(Dialect.CHAT.errorMessage(refused.json())).contains("requests per minute");
        }
    }

    private Answer answer(RecordedRequest request) {
        String account = request.header("authorization").orElseThrow().substring("Bearer ".length());
        asked.get(account).incrementAndGet();
        return faulty.equals(account) || faulty.equals("all")
                ? fault
                : Answer.json(Dialect.CHAT.voice().whole(Reply.text("Done."), new Seen()));
    }

    private List<Integer> calls(int count) throws Exception {
        List<Future<Integer>> running = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(20)) {
            for (int i = 0; i < count; i++) {
                running.add(callers.submit(this::call));
            }
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> each : running) {
            statuses.add(each.get());
        }
        return statuses;
    }

    private int call() {
        try (RawCall call = send()) {
            return call.status();
        }
    }

    private RawCall send() {
        return RawCall.post(
                gateway.port(),
                Dialect.CHAT.path(fleet + "/some-model", false),
                Dialect.CHAT.headers(key),
                Dialect.CHAT.body(fleet + "/some-model", false).toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Of the account as a whole. */
    private JsonNode circuit(String account) {
        for (JsonNode circuit : gateway.get("/api/monitoring/health").path("circuitBreakers")) {
            if (circuit.path("connectionId").asText().equals(ids.get(account)) && !circuit.has("model")) {
                return circuit;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private String keyId() {
        for (JsonNode each : gateway.get("/api/keys?limit=1000").path("items")) {
            if (each.path("name").asText().equals(fleet)) {
                return each.path("id").asText();
            }
        }
        throw new AssertionError("there is no key " + fleet);
    }

    private String log() {
        try (Stream<Path> files = Files.walk(gateway.dataDirectory().resolve("logs"))) {
            StringBuilder all = new StringBuilder();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
        }
    }
}

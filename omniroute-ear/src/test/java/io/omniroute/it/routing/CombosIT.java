package io.omniroute.it.routing;

import static io.omniroute.it.conversation.Trees.array;
import static io.omniroute.it.conversation.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.it.TestGateway;
import io.omniroute.it.wire.Dialect;
import io.omniroute.it.wire.RawCall;
import io.omniroute.testkit.Answer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a caller of the whole gateway sees of combos and accounts. */
class CombosIT {
    private static TestGateway gateway;
    private static Vendors vendors;

    @BeforeAll
    static void connect() {
        gateway = TestGateway.start(Map.of());
        vendors = new Vendors(gateway)
                .add("subscription", 1)
                .add("paid", 1)
                .add("cheap", 1)
                .add("free", 1)
                .add("fleet", 3);
        combo("tiers", "fill-first", "subscription/m", "paid/m", "cheap/m", "free/m");
        combo("ring", "round-robin", "paid/m", "cheap/m", "free/m");
    }

    @AfterAll
    static void disconnect() {
        vendors.close();
        gateway.close();
    }

    @AfterEach
    void recover() {
        vendors.recover();
        gateway.post200("/api/resilience/reset"); // what failed on purpose need not rest
    }

    @Test
    void callsFallThroughFourTiersAndComeBack() {
        vendors.fails("subscription", 429, "the subscription is used up");
        vendors.fails("paid", 500, "broken");
        vendors.does("cheap", request -> Answer.resetBeforeHead());
        try (RawCall call = call("tiers", false, Map.of())) {
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.header("x-omniroute-provider")).isEqualTo("free");
            assertThat(call.header("x-omniroute-attempts")).isEqualTo("4");
        }
        JsonNode metrics = gateway.get("/api/combos/metrics?combo=tiers").path("metrics");
        assertThat(metrics.path("totalFallbacks").asInt()).isPositive();
        assertThat(metrics.path("steps").path("paid/m").path("lastStatus").asInt())
                .isEqualTo(500);
    }

    @Test
    void whenAllAreDownTheCallerIsToldWhatHelpsMost() {
        vendors.fails("subscription", 429, "come back later");
        vendors.fails("paid", 500, "broken");
        vendors.fails("cheap", 401, "wrong key of the gateway");
        vendors.fails("free", 503, "closed");
        for (boolean streamed : new boolean[] {false, true}) {
            try (RawCall call = call("tiers", streamed, Map.of())) {
                assertThat(call.status()).isIn(429, 503);
                assertThat(Dialect.CHAT.errorMessage(call.json())).doesNotContain("wrong key");
            }
        }
    }

    @Test
    void roundRobinDividesEvenlyAndWeightsAsTheySay() {
        List<String> round = IntStream.range(0, 9).mapToObj(i -> served("ring")).toList();
        assertThat(round).containsExactlyElementsOf(repeated(round.subList(0, 3), 3));
        assertThat(round.subList(0, 3)).doesNotHaveDuplicates();

        ObjectNode scales = object("name", "scales", "strategy", "weighted");
        scales.set(
                "steps", array(step("paid/m").put("weight", 4), step("cheap/m").put("weight", 1)));
        gateway.post("/api/combos", scales);
        long paid = IntStream.range(0, 100)
                .filter(i -> served("scales").equals("paid"))
                .count();
        assertThat(paid).isBetween(60L, 97L);
    }

    @Test
    void aComboStandsInAComboAndAnAliasLeadsToIt() {
        ObjectNode outer = object("name", "outer", "strategy", "fill-first");
        outer.set("steps", array(step("subscription/m"), object("combo", "ring")));
        gateway.post("/api/combos", outer);
        gateway.post("/api/models/alias", object("alias", "best", "target", "outer"));
        vendors.fails("subscription", 503, "closed");
        assertThat(served("best")).isIn("paid", "cheap", "free");
        assertThat(gateway.get("/api/combos").path("items").toString()).contains("\"outer\"");
        try (RawCall models =
                RawCall.send(gateway.port(), "GET", "/v1/models", Dialect.CHAT.headers(gateway.key()), new byte[0])) {
            assertThat(models.json().path("data").toString())
                    .contains("\"id\":\"outer\"", "\"owned_by\":\"combo\"", "\"id\":\"best\"");
        }
    }

    @Test
    void aSessionStaysWithItsAccount() {
        JsonNode fleet = node("fleet");
        gateway.patch("/api/provider-nodes/" + fleet.path("id").asText(), object("accountStrategy", "round-robin"));
        gateway.patch("/api/settings/routing", object("stickyRoundRobinLimit", 1));
        assertThat(accounts(6, Map.of())).hasSize(3);
        assertThat(accounts(5, Map.of("X-Session-Id", "one"))).hasSize(1);
        assertThat(accounts(5, Map.of("X-Session-Id", "two"))).hasSize(1);
    }

    @Test
    void whatIsHeldBackIsReplacedWhenTheVendorBreaksOff() {
        ObjectNode careful = object("name", "careful", "config", object("firstTokens", 4));
        careful.set("steps", array(step("paid/m"), step("free/m")));
        gateway.post("/api/combos", careful);
        vendors.does(
                "paid",
                request -> Answer.sse(
                        "data: {\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
                                + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"lost\"},\"finish_reason\":null}]}\n\n"));
        try (RawCall call = call("careful", true, Map.of())) {
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.header("x-omniroute-provider")).isEqualTo("free");
            String text = new String(call.body(), StandardCharsets.UTF_8);
            assertThat(text).doesNotContain("lost").doesNotContain("\"error\"").contains(Dialect.CHAT.successMark());
        }
    }

    @Test
    void aKeyReachesThroughAComboOnlyWhatItsScopeNames() {
        String narrow = gateway.post("/api/keys", object("name", "narrow", "allowedModels", List.of("free/*")))
                .path("key")
                .asText();
        int before = vendors.calls("subscription");
        try (RawCall call = post("tiers", false, Dialect.CHAT.headers(narrow))) {
            assertThat(call.header("x-omniroute-provider")).isEqualTo("free");
        }
        assertThat(vendors.calls("subscription")).isEqualTo(before);
        try (RawCall call = post("paid/m", false, Dialect.CHAT.headers(narrow))) {
            assertThat(call.status()).isEqualTo(403);
        }
    }

    private static void combo(String name, String strategy, String... models) {
        ObjectNode combo = object("name", name, "strategy", strategy);
        var steps = combo.putArray("steps");
        for (String model : models) {
            steps.add(step(model));
        }
        gateway.post("/api/combos", combo);
    }

    private static ObjectNode step(String model) {
        return object("model", model);
    }

    private static JsonNode node(String prefix) {
        for (JsonNode item : gateway.get("/api/provider-nodes").path("items")) {
            if (item.path("prefix").asText().equals(prefix)) {
                return item;
            }
        }
        throw new AssertionError("no node " + prefix);
    }

    private static String served(String model) {
        try (RawCall call = call(model, false, Map.of())) {
            assertThat(call.status()).isEqualTo(200);
            return call.header("x-omniroute-provider");
        }
    }

    /** The different accounts that served so many calls. */
    private static List<String> accounts(int calls, Map<String, String> headers) {
        return IntStream.range(0, calls)
                .mapToObj(i -> {
                    try (RawCall call = call("fleet/m", false, headers)) {
                        assertThat(call.status()).isEqualTo(200);
                        return call.header("x-omniroute-connection");
                    }
                })
                .distinct()
                .toList();
    }

    private static RawCall call(String model, boolean streamed, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(Dialect.CHAT.headers(gateway.key()));
        headers.putAll(more);
        return post(model, streamed, headers);
    }

    private static RawCall post(String model, boolean streamed, Map<String, String> headers) {
        byte[] body = Dialect.CHAT.body(model, streamed).toString().getBytes(StandardCharsets.UTF_8);
        return RawCall.post(gateway.port(), Dialect.CHAT.path(model, streamed), headers, body);
    }

    private static List<String> repeated(List<String> once, int times) {
        return IntStream.range(0, times).boxed().flatMap(i -> once.stream()).toList();
    }
}

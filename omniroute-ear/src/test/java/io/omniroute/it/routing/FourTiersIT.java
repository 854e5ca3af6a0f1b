package io.omniroute.it.routing;

import static io.omniroute.it.conversation.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.TestGateway;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.routing.Tiers.Told;
import io.omniroute.it.time.TimeMachine;
import io.omniroute.it.vendor.StrictVendor;
import io.omniroute.it.wire.Dialect;
import io.omniroute.testkit.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Subscriptions run out, the key, the cheap and the free account step in, and each comes back when its time has come. */
class FourTiersIT {
    private static final int HERD = 20;
    /** A reset is reckoned from when the answer was read, some milliseconds after the vendor meant it. */
    private static final Duration A_LITTLE = Duration.ofSeconds(1);

    private static TimeMachine time;
    private static TestGateway gateway;
    private static Tiers tiers;

    @BeforeAll
    static void connect() {
        time = TimeMachine.get();
        gateway = time.gateway();
        tiers = new Tiers(gateway);
        gateway.put("/api/pricing", object("cheap", object("m", object("input", 100, "output", 100))));
    }

    @AfterAll
    static void disconnect() {
        tiers.close();
    }

    @AfterEach
    void recover() {
        tiers.allAreWell();
        gateway.post200("/api/resilience/reset");
        time.forward(Duration.ofHours(6)); // what vendors said of their windows is over
    }

    @Test
    void callsGoDownFromTierToTierAndComeBackWithEachReset() throws Exception {
        everyCallIsServedBy("claude", 1);
        Instant begin = time.now().truncatedTo(ChronoUnit.SECONDS);

        Instant claudeIsBack = begin.plus(Duration.ofHours(5));
        tiers.claudeIsUsedUpUntil(claudeIsBack);
        Told first = tiers.ask(Dialect.MESSAGES, true);
        assertThat(first.provider()).isEqualTo("codex");
        JsonNode attempts = onlyRecord(first).path("attempts");
        assertThat(attempts).hasSize(2);
        assertThat(attempts.get(0).path("status").asInt()).isEqualTo(429);
        assertThat(attempts.get(0).toString()).contains("claude", "RATE_LIMITED", "exceed your account's rate limit");
        restsUntil("claude", claudeIsBack);
        int claudeAsked = tiers.asked("claude");
        everyCallIsServedBy("codex", 2);
        assertThat(tiers.asked("claude")).isEqualTo(claudeAsked);

        Instant codexIsBack = begin.plus(Duration.ofHours(3));
        tiers.codexIsUsedUpUntil(codexIsBack);
        everyCallIsServedBy("paid", 3);
        restsUntil("codex", codexIsBack);

        tiers.fails("paid", 429, "You exceeded your current quota.", Duration.ofHours(1));
        Told last = everyCallIsServedBy("cheap", 4);
        assertThat(onlyRecord(last).path("attempts").toString()).contains("QUOTA_EXHAUSTED");
        Instant paidIsBack = Instant.parse(tiers.circuit("paid").path("until").asText());
        assertThat(Duration.between(begin, paidIsBack)).isBetween(Duration.ofHours(1), Duration.ofMinutes(65));

        cheapBreaksAmidAStreamAndThenBeforeIt();
        allAreDown();

        tiers.allAreWell();
        time.forwardTo(paidIsBack.minus(Duration.ofMinutes(5)));
        everyCallIsServedBy("cheap", 4);
        time.forwardTo(paidIsBack.plus(A_LITTLE));
        oneProbes("paid", "cheap");
        everyCallIsServedBy("paid", 3);
        time.forwardTo(codexIsBack.plus(A_LITTLE));
        everyCallIsServedBy("codex", 2);
        time.forwardTo(claudeIsBack.plus(A_LITTLE));
        everyCallIsServedBy("claude", 1);
        assertThat(tiers.circuit("claude").isMissingNode()).isTrue();
    }

    @Test
    void aRestIsReckonedOnByTheNextProcess() {
        Instant back = time.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofHours(5));
        tiers.claudeIsUsedUpUntil(back);
        assertThat(tiers.ask(Dialect.CHAT, false).provider()).isEqualTo("codex");
        gateway.stop();
        time.forward(Duration.ofHours(2));
        gateway.restart();
        tiers.allAreWell();
        int asked = tiers.asked("claude");
        circuitIsShutUntil("claude", back);
        assertThat(tiers.ask(Dialect.GEMINI, true).provider()).isEqualTo("codex");
        assertThat(tiers.asked("claude")).isEqualTo(asked);
        time.forwardTo(back.plus(A_LITTLE));
        assertThat(tiers.ask(Dialect.RESPONSES, false).provider()).isEqualTo("claude");
    }

    /** In every format, whole and streamed, and without the caller noticing. */
    private static Told everyCallIsServedBy(String tier, int attempts) {
        List<Told> all = new ArrayList<>();
        for (Dialect format : Dialect.values()) {
            for (boolean streamed : new boolean[] {false, true}) {
                Told told = tiers.ask(format, streamed);
                assertThat(told.status())
                        .as("%s %s: %s", format, tier, told.text())
                        .isEqualTo(200);
                assertThat(told.provider())
                        .as("%s, streamed: %s", format, streamed)
                        .isEqualTo(tier);
                assertThat(told.header("x-omniroute-attempts")).isEqualTo(Integer.toString(attempts));
                assertThat(told.text()).contains(streamed ? format.successMark() : "Served by " + tier);
                all.add(told);
            }
        }
        return all.getFirst();
    }

    private static void circuitIsShutUntil(String tier, Instant back) {
        JsonNode circuit = tiers.circuit(tier);
        assertThat(circuit.path("state").asText()).isEqualTo("resting");
        assertThat(Instant.parse(circuit.path("until").asText())).isBetween(back.minusSeconds(1), back.plusSeconds(1));
    }

    /** Whoever looks sees the countdown, of the breaker and of the window. */
    private static void restsUntil(String tier, Instant back) {
        circuitIsShutUntil(tier, back);
        for (JsonNode one : gateway.get("/api/rate-limits").path("connections")) {
            if (one.path("connectionId").asText().equals(tiers.account(tier))) {
                JsonNode window = one.at("/quotas/vendor-5h");
                assertThat(window.path("exhausted").asBoolean()).isTrue();
                assertThat(Instant.parse(window.path("resetAt").asText()))
                        .isBetween(back.minusSeconds(1), back.plusSeconds(1));
                return;
            }
        }
        throw new AssertionError("/api/rate-limits does not list " + tier);
    }

    private static void cheapBreaksAmidAStreamAndThenBeforeIt() {
        StrictVendor cheap = tiers.vendor("cheap");
        cheap.plays((request, voice) -> {
            Answer answer = Answer.sse();
            for (String event : voice.eventsUntilText(Reply.text("Half of it, and never the rest."), request)) {
                answer = answer.chunk(event);
            }
            return answer.reset();
        });
        Told broken = tiers.ask(Dialect.MESSAGES, true);
        assertThat(broken.provider()).isEqualTo("cheap");
        assertThat(broken.text()).contains("Half").doesNotContain(Dialect.MESSAGES.successMark());
        assertThat(Pattern.compile(Dialect.MESSAGES.failureMark())
                        .matcher(broken.text())
                        .results())
                .hasSize(1);
        JsonNode record = onlyRecord(broken);
        assertThat(record.at("/tokens/output").asInt()).isPositive();
        assertThat(record.path("costUsd").asDouble()).isPositive();
        assertThat(record.path("provider").asText()).isEqualTo("cheap");

        cheap.plays((request, voice) -> Answer.resetBeforeHead());
        everyCallIsServedBy("free", 5);
    }

    /** Whoever is back first decides how long the caller is told to wait, by the clock of the gateway. */
    private static void allAreDown() {
        time.forward(Duration.ofMinutes(2)); // the cheap one is asked again
        tiers.fails("cheap", 503, "closed", Duration.ofMinutes(15));
        tiers.fails("free", 503, "closed", Duration.ofMinutes(30));
        assertThat(tiers.ask(Dialect.CHAT, false).status()).isIn(429, 503);
        List<Integer> before = asked();
        for (Dialect format : Dialect.values()) {
            Told whole = tiers.ask(format, false);
            assertThat(whole.status()).isIn(429, 503);
            assertThat(whole.retryAfter()).isBetween(600L, 900L);
        }
        time.forward(Duration.ofMinutes(10));
        for (Dialect format : Dialect.values()) {
            Told streamed = tiers.ask(format, true);
            assertThat(streamed.status()).isIn(429, 503);
            assertThat(streamed.retryAfter()).isBetween(1L, 300L);
        }
        assertThat(asked()).as("nobody was asked in vain").isEqualTo(before);
    }

    private static List<Integer> asked() {
        return List.of("claude", "codex", "paid", "cheap", "free").stream()
                .map(tiers::asked)
                .toList();
    }

    /** Of a herd that comes when the rest is over, one is let through; the others are served elsewhere meanwhile. */
    private static void oneProbes(String tier, String meanwhile) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        int before = tiers.asked(tier);
        tiers.vendor(tier)
                .plays((request, voice) -> Answer.json(voice.whole(Reply.text("Served by " + tier + "."), request))
                        .after(gate));
        List<String> served = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            ExecutorCompletionService<Told> herd = new ExecutorCompletionService<>(callers);
            for (int i = 0; i < HERD; i++) {
                Dialect format = Dialect.values()[i % Dialect.values().length];
                herd.submit(() -> tiers.ask(format, false));
            }
            for (int i = 0; i < HERD - 1; i++) {
                served.add(herd.take().get().provider());
            }
            assertThat(served).containsOnly(meanwhile);
            assertThat(tiers.circuit(tier).path("state").asText()).isEqualTo("half-open");
            gate.countDown();
            assertThat(herd.take().get().provider()).isEqualTo(tier);
        }
        assertThat(tiers.asked(tier)).isEqualTo(before + 1);
        tiers.vendor(tier).says(Reply.text("Served by " + tier + "."));
    }

    private static JsonNode onlyRecord(Told told) {
        List<JsonNode> records = tiers.logged(told);
        assertThat(records).hasSize(1);
        return records.getFirst();
    }
}

package io.omniroute.it.routing;

import static io.omniroute.it.conversation.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.it.TestGateway;
import io.omniroute.it.conversation.Call;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.wire.Dialect;
import io.omniroute.it.wire.RawCall;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.RecordedRequest;
import io.omniroute.testkit.ScriptedVendor;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Budgets, idempotency and the exact cache, as callers see them. */
class BudgetsAndCachesIT {
    private static final BigDecimal LIMIT = new BigDecimal("0.30");
    /** 30 tokens of output and what a body of under 200 bytes may come to, at a thousandth of a dollar each. */
    private static final BigDecimal WORST_CASE = new BigDecimal("0.10");

    private static final Reply REPLY = Reply.text("Remember this.");

    private static TestGateway gateway;
    private static ScriptedVendor vendor;
    private static volatile Function<RecordedRequest, Answer> script;

    @BeforeAll
    static void connect() {
        gateway = TestGateway.start(Map.of("OMNIROUTE_TIME_ZONE", "UTC"));
        vendor = ScriptedVendor.start(request -> script.apply(request));
        gateway.connect("acme", "openai-chat", vendor.origin() + "/v1");
        gateway.put("/api/pricing", object("acme", object("m", object("input", 1000, "output", 1000))));
        gateway.put("/api/settings/cache", object("models", object("acme/m", object("enabled", true))));
    }

    @AfterAll
    static void disconnect() {
        vendor.close();
        gateway.close();
    }

    @Test
    void aHardBudgetHoldsUnderParallelCallsAndOverARestart() throws Exception {
        answersAtOnce();
        String key = gateway.newKey("spender");
        JsonNode budget = gateway.post(
                "/api/usage/budget",
                object("scope", "key", "target", "spender", "period", "total", "limitUsd", LIMIT, "hard", true));
        List<Integer> statuses = inParallel(40, () -> status(key));
        assertThat(statuses).contains(200, 429).containsOnly(200, 429);
        assertThat(spent(budget)).isPositive().isLessThanOrEqualTo(LIMIT.add(WORST_CASE));
        for (int i = 0; i < 20 && spent(budget).compareTo(LIMIT) < 0; i++) {
            status(key);
        }
        try (RawCall refused = call(Dialect.MESSAGES, key, false, Map.of())) {
            assertThat(refused.status()).isEqualTo(429);
            assertThat(Dialect.MESSAGES.errorMessage(refused.json())).contains("budget", "used up");
        }
        assertThat(spent(budget)).isBetween(LIMIT, LIMIT.add(WORST_CASE));
        BigDecimal before = spent(budget);
        gateway.kill();
        gateway.restart();
        assertThat(spent(budget)).isEqualByComparingTo(before);
        assertThat(status(key)).isEqualTo(429);
    }

    @Test
    void twinsShareOneCall() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        List<String> asked = new ArrayList<>();
        script = request -> {
            synchronized (asked) {
                asked.add(request.text());
            }
            return Answer.json(Dialect.CHAT.voice().whole(REPLY, new Seen())).after(gate);
        };
        Map<String, String> once = Map.of("Idempotency-Key", "once");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> twins = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                twins.add(threads.submit(() -> {
                    try (RawCall call = call(Dialect.CHAT, gateway.key(), false, once)) {
                        return call.text() + call.header("x-omniroute-idempotent");
                    }
                }));
            }
            gate.countDown();
            int replayed = 0;
            for (Future<String> twin : twins) {
                assertThat(twin.get()).contains("Remember this.");
                replayed += twin.get().endsWith("true") ? 1 : 0;
            }
            assertThat(replayed).isEqualTo(7);
        }
        synchronized (asked) {
            assertThat(asked).hasSize(1);
        }
    }

    @Test
    void theCacheAnswersWholeAndStreamedInTwoFormatsAndNobodyElse() {
        answersAtOnce();
        String owner = gateway.newKey("owner");
        for (Dialect format : List.of(Dialect.CHAT, Dialect.MESSAGES)) {
            assertThat(cacheHeader(format, owner, false)).isEqualTo("MISS");
            assertThat(cacheHeader(format, owner, false)).isEqualTo("HIT");
            assertThat(cacheHeader(format, owner, true)).isEqualTo("HIT");
            assertThat(cacheHeader(format, gateway.newKey("other-" + format), false))
                    .isEqualTo("MISS");
        }
        JsonNode stats = gateway.get("/api/cache/stats");
        assertThat(stats.path("hits").asInt()).isGreaterThanOrEqualTo(4);
        assertThat(stats.path("savedUsd").decimalValue()).isPositive();
    }

    @Test
    void aCallIsToldInTheOtherShapeAndLogProbabilitiesAreAskedForAgain() {
        String key = gateway.newKey("shapes");
        Call tool = new Call("call_1", "look", object("at", "this"));
        script = request -> answer(request, Reply.calling("Remember this.", tool), "");
        for (String expected : List.of("MISS", "HIT")) {
            ObjectNode body = body(Dialect.CHAT, expected.equals("HIT"));
            String[] marks = {"Remember this.", "\"look\"", "\"finish_reason\":\"tool_calls\""};
            assertThat(cacheHeader(Dialect.CHAT, key, body, marks)).isEqualTo(expected);
        }

        String logprobs = "\"logprobs\":{\"content\":[{\"token\":\"Remember\",\"logprob\":-0.25}]}";
        script = request -> answer(request, REPLY, logprobs);
        for (String expected : List.of("MISS", "HIT", "HIT")) {
            for (boolean streamed : new boolean[] {false, true}) {
                ObjectNode body = body(Dialect.CHAT, streamed).put("logprobs", true);
                String[] marks = {Dialect.CHAT.successMark(), "-0.25"};
                assertThat(cacheHeader(Dialect.CHAT, key, body, marks)).isEqualTo(expected);
            }
        }
    }

    private static Answer answer(RecordedRequest request, Reply reply, String logprobs) {
        UnaryOperator<String> told = text -> logprobs.isEmpty() ? text : text.replace("\"logprobs\":null", logprobs);
        return request.text().contains("\"stream\":true")
                ? Answer.sse(Dialect.CHAT.voice().events(reply, new Seen()).stream()
                        .map(told)
                        .toArray(String[]::new))
                : Answer.json(told.apply(Dialect.CHAT.voice().whole(reply, new Seen())));
    }

    private static String cacheHeader(Dialect format, String key, boolean streamed) {
        String mark = streamed ? format.successMark() : "Remember this.";
        return cacheHeader(format, key, body(format, streamed), mark);
    }

    /** @param marks what the answer has to hold */
    private static String cacheHeader(Dialect format, String key, ObjectNode asked, String... marks) {
        ObjectNode body = asked.put("temperature", 0);
        boolean streamed = body.path("stream").asBoolean();
        try (RawCall call = RawCall.post(
                gateway.port(),
                format.path("acme/m", streamed),
                format.headers(key),
                body.toString().getBytes(StandardCharsets.UTF_8))) {
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.text()).contains(marks);
            return call.header("x-omniroute-cache");
        }
    }

    private static void answersAtOnce() {
        script = request -> Answer.json(Dialect.CHAT.voice().whole(REPLY, new Seen()));
    }

    private static int status(String key) {
        try (RawCall call = call(Dialect.CHAT, key, false, Map.of())) {
            int status = call.status();
            String text = call.text();
            if (status == 429) {
                assertThat(text).contains("budget_exceeded");
            }
            return status;
        }
    }

    private static RawCall call(Dialect format, String key, boolean streamed, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(format.headers(key));
        headers.putAll(more);
        return RawCall.post(
                gateway.port(),
                format.path("acme/m", streamed),
                headers,
                body(format, streamed).toString().getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode body(Dialect format, boolean streamed) {
        return format.body("acme/m", streamed).put("max_tokens", 30);
    }

    private static BigDecimal spent(JsonNode budget) {
        return gateway.get("/api/usage/budget/" + budget.path("id").asText())
                .at("/spending/spentUsd")
                .decimalValue();
    }

    private static List<Integer> inParallel(int count, java.util.concurrent.Callable<Integer> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                running.add(threads.submit(work));
            }
            List<Integer> results = new ArrayList<>();
            for (Future<Integer> each : running) {
                results.add(each.get());
            }
            return results;
        }
    }
}

package io.omniroute.it.cache;

import static io.omniroute.it.conversation.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.it.GatewaySetup;
import io.omniroute.it.TestGateway;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.wire.Dialect;
import io.omniroute.it.wire.RawCall;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.RecordedRequest;
import io.omniroute.testkit.ScriptedVendor;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The semantic cache with the real model, installed as a user installs it. */
class SemanticCacheIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path EXTENSION =
            Path.of("extensions", "semantic-cache", "target", "omniroute-semantic-cache.jar");
    private static final String ASKED = "How do I reset my password?";
    private static final String SAME = "What is the way to reset my password?";
    private static final String NEGATED = "How do I not reset my password?";
    private static final JsonNode ON = object("models", object("acme/m", object("semantic", object("enabled", true))));

    @TempDir
    private static Path extensions;

    private static TestGateway gateway;
    private static ScriptedVendor vendor;
    private static JsonNode refusal;

    @BeforeAll
    static void install() throws IOException {
        gateway = TestGateway.start(Map.of("OMNIROUTE_EXTENSIONS_DIR", extensions.toString()));
        vendor = ScriptedVendor.start(SemanticCacheIT::answer);
        gateway.connect("acme", "openai-chat", vendor.origin() + "/v1");
        gateway.put("/api/pricing", object("acme", object("m", object("input", 1000, "output", 1000))));
        refusal = gateway.send("PUT", "/api/settings/cache", ON, 409);
        Files.copy(EXTENSION, extensions.resolve(EXTENSION.getFileName()));
        gateway.put("/api/settings/cache", ON);
        await(() -> stats().at("/embedder/state").asText().equals("ready"));
    }

    @AfterAll
    static void disconnect() {
        vendor.close();
        gateway.close();
    }

    @Test
    void withoutItsExtensionItCannotBeTurnedOn() {
        assertThat(refusal.at("/error/field").asText()).isEqualTo("semantic");
        assertThat(refusal.at("/error/message").asText())
                .contains("omniroute-semantic-cache.jar", extensions.toString(), "docs/caching.md");
        assertThat(stats().at("/embedder/model").asText()).startsWith("all-MiniLM-L6-v2");
    }

    @ParameterizedTest
    @EnumSource
    void theSameInOtherWordsIsAnsweredWholeAndStreamed(Dialect format) {
        String key = gateway.newKey("owner-" + format);
        int before = vendor.requests().size();
        assertThat(ask(format, key, ASKED, false)).isEqualTo("MISS");
        assertThat(ask(format, key, SAME, false)).startsWith("SEMANTIC-HIT 0.9");
        assertThat(ask(format, key, SAME, true)).startsWith("SEMANTIC-HIT 0.9");
        assertThat(ask(format, key, ASKED, true)).isEqualTo("SEMANTIC-HIT 1.000");
        assertThat(ask(format, key, NEGATED, true)).isEqualTo("MISS");
        assertThat(ask(format, key, NEGATED, false)).isEqualTo("SEMANTIC-HIT 1.000");
        assertThat(vendor.requests()).hasSize(before + 2);
    }

    @Test
    void nobodyGetsAnAnswerOfAnotherKeyOrWithoutWantingIt() {
        String owner = gateway.newKey("owner");
        String stranger = gateway.newKey("stranger");
        assertThat(ask(Dialect.CHAT, owner, ASKED, false)).isEqualTo("MISS");
        assertThat(ask(Dialect.CHAT, stranger, ASKED, false)).isEqualTo("MISS");
        assertThat(ask(Dialect.MESSAGES, owner, ASKED, false)).isEqualTo("MISS");
        int before = vendor.requests().size();
        try (RawCall fresh = call(Dialect.CHAT, owner, SAME, false, Map.of("X-OmniRoute-No-Cache", "true"))) {
            assertThat(fresh.status()).isEqualTo(200);
            assertThat(fresh.headers()).doesNotContainKey("x-omniroute-cache");
        }
        assertThat(vendor.requests()).hasSize(before + 1);
    }

    @Test
    void aHitCostsNothingAndSavesWhatTheAnswerHadCost() {
        JsonNode key = gateway.post("/api/keys", object("name", "saver", "allowedModels", List.of("*")));
        ask(Dialect.CHAT, key.path("key").asText(), ASKED, false);
        BigDecimal before = stats().path("savedUsd").decimalValue();
        assertThat(ask(Dialect.CHAT, key.path("key").asText(), SAME, false)).startsWith("SEMANTIC-HIT");
        assertThat(stats().path("savedUsd").decimalValue()).isGreaterThan(before);
        String path = "/api/usage/logs?limit=10&apiKeyId=" + key.path("id").asText();
        await(() -> gateway.get(path).path("items").size() == 2);
        List<JsonNode> calls = new ArrayList<>();
        gateway.get(path).path("items").forEach(calls::add);
        JsonNode hit = calls.stream()
                .filter(call -> call.path("source").asText().equals("cache"))
                .findFirst()
                .orElseThrow();
        JsonNode paid = calls.stream()
                .filter(call -> call.path("source").asText().equals("vendor"))
                .findFirst()
                .orElseThrow();
        assertThat(hit.path("costUsd").decimalValue()).isZero();
        assertThat(hit.at("/tokens/input").asInt()).isZero();
        assertThat(paid.path("costUsd").decimalValue()).isPositive();
        assertThat(hit.path("savedUsd").decimalValue())
                .isEqualByComparingTo(paid.path("costUsd").decimalValue());
    }

    @Test
    void aChangedThresholdHoldsAtOnce() {
        String key = gateway.newKey("strict");
        ask(Dialect.CHAT, key, ASKED, false);
        gateway.put(
                "/api/settings/cache",
                object("models", object("acme/m", object("semantic", object("enabled", true, "threshold", 0.99)))));
        try {
            assertThat(ask(Dialect.CHAT, key, SAME, false)).isEqualTo("MISS");
        } finally {
            gateway.put("/api/settings/cache", ON);
        }
    }

    @Test
    void clearingForgetsTheAnswers() {
        String key = gateway.newKey("cleared");
        ask(Dialect.CHAT, key, ASKED, false);
        gateway.clear("/api/cache/stats?kind=exact");
        assertThat(ask(Dialect.CHAT, key, SAME, false)).startsWith("SEMANTIC-HIT");
        assertThat(stats().path("entries").asInt()).isPositive();
        gateway.clear("/api/cache/stats");
        assertThat(stats().path("entries").asInt()).isZero();
        assertThat(ask(Dialect.CHAT, key, SAME, false)).isEqualTo("MISS");
    }

    @Test
    void theRunnableJarHasNothingOfIt() throws IOException {
        List<String> names = new ArrayList<>();
        Path jar = GatewaySetup.in(extensions).jar();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                if (entry.getName().endsWith("ROOT.war")) {
                    names(new ZipInputStream(zip), names);
                }
            }
        }
        assertThat(names).anyMatch(name -> name.contains("routing-module"));
        assertThat(names).noneMatch(name -> name.contains("onnx") || name.contains("semantic-cache"));
        assertThat(Files.size(jar)).isLessThan(130L << 20);
    }

    private static void names(ZipInputStream inner, List<String> names) throws IOException {
        for (ZipEntry entry = inner.getNextEntry(); entry != null; entry = inner.getNextEntry()) {
            names.add(entry.getName());
        }
    }

    /** @return what the headers say of the cache */
    private static String ask(Dialect format, String key, String text, boolean streamed) {
        try (RawCall call = call(format, key, text, streamed, Map.of())) {
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.text()).contains(streamed ? format.successMark() : "Remember this.");
            Map<String, String> headers = call.headers();
            String similarity = headers.get("x-omniroute-cache-similarity");
            return headers.get("x-omniroute-cache") + (similarity == null ? "" : " " + similarity);
        }
    }

    private static RawCall call(Dialect format, String key, String text, boolean streamed, Map<String, String> more) {
        ObjectNode body = format.body("acme/m", streamed);
        String written = body.toString().replace("Hello?", text);
        String setting = format == Dialect.GEMINI ? "\"generationConfig\":{\"temperature\":0}," : "\"temperature\":0,";
        Map<String, String> headers = new HashMap<>(format.headers(key));
        headers.putAll(more);
        return RawCall.post(
                gateway.port(),
                format.path("acme/m", streamed),
                headers,
                ("{" + setting + written.substring(1)).getBytes(StandardCharsets.UTF_8));
    }

    private static Answer answer(RecordedRequest request) {
        Reply reply = Reply.text("Remember this.");
        return request.text().contains("\"stream\":true")
                ? Answer.sse(Dialect.CHAT.voice().events(reply, new Seen()).toArray(String[]::new))
                : Answer.json(Dialect.CHAT.voice().whole(reply, new Seen()));
    }

    private static JsonNode stats() {
        return gateway.get("/api/cache/stats").path("semantic");
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(end);
        }
    }
}

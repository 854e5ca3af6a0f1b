package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.catalog.Price;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.connection.Limits;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.access.ClientAddress;
import io.omniroute.routing.access.KeyRules;
import io.omniroute.routing.access.KeySecrets;
import io.omniroute.routing.admission.CallGuards;
import io.omniroute.routing.attempt.AttemptGuards;
import io.omniroute.routing.budget.BudgetPlan;
import io.omniroute.routing.cache.AnswerCache;
import io.omniroute.routing.cache.CacheRule;
import io.omniroute.routing.cache.CacheSettings;
import io.omniroute.routing.callpolicy.CallPolicies;
import io.omniroute.routing.capture.Captures;
import io.omniroute.routing.cost.DatedPrice;
import io.omniroute.routing.cost.PriceList;
import io.omniroute.routing.ipfilter.Bans;
import io.omniroute.routing.operations.CallMetrics;
import io.omniroute.routing.replay.Replays;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.shaping.SystemPrompt;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.snapshot.Snapshots;
import io.omniroute.routing.usage.UsageRecord;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnownAnswersTest {
    private static final String JSON = "application/json";
    private static final String SSE = "text/event-stream";
    private static final String OTHER_KEY = "sk-of-somebody-else";
    private static final String CHUNK = "data: {\"id\":\"c1\",\"model\":\"v\",\"choices\":[{\"index\":0,"
            + "\"delta\":{\"role\":\"assistant\",\"content\":\"Hé\"},\"finish_reason\":null}]}\n\n"
            + "data: {\"id\":\"c1\",\"model\":\"v\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    private static final String USAGE =
            "data: {\"id\":\"c1\",\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";
    private static final String WHOLE =
            "{\"id\":\"c1\",\"object\":\"chat.completion\",\"model\":\"v\",\"choices\":[{\"index\":0,\"message\":{\"role\":"
                    + "\"assistant\",\"content\":\"Hé\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,"
                    + "\"completion_tokens\":3,\"total_tokens\":10},\"odd\":1.50}";

    private final FakeVendor vendor = new FakeVendor();
    private final List<UsageRecord> journal = new ArrayList<>();
    private final Map<String, String> headers = new HashMap<>();
    private final Replays replays = new Replays();
    private final AnswerCache cache = new AnswerCache();
    private CacheRule rule = new CacheRule(true, false, Duration.ofHours(1));

    @Test
    void theSameRequestIsAnsweredFromTheCacheByteForByte() {
        vendor.answers(200, JSON, WHOLE);
        RecordedReply first = chat("\"temperature\":0", Fixture.KEY);
        RecordedReply second = chat(" \"temperature\" : 0 ", Fixture.KEY);
        assertThat(vendor.calls).hasSize(1);
        assertThat(first.headers).containsEntry("X-OmniRoute-Cache", "MISS");
        assertThat(second.headers).containsEntry("X-OmniRoute-Cache", "HIT").containsEntry("X-OmniRoute-Model", "a");
        assertThat(second.text()).isEqualTo(first.text()).isEqualTo(WHOLE);
        UsageRecord hit = journal.get(1);
        assertThat(hit.source()).isEqualTo(UsageRecord.Source.CACHE);
        assertThat(hit.tokens()).isEqualTo(Usage.NONE);
        assertThat(hit.cost().total()).isZero();
        assertThat(hit.savedUsd()).isEqualByComparingTo("10");
        assertThat(hit.provider()).isEqualTo("acme");
        assertThat(hit.connectionId()).isEmpty();
        assertThat(hit.attempts()).isEmpty();
    }

    @Test
    void anAnswerDoesNotOutliveTheSystemPromptItWasGivenUnder() {
        vendor.answers(200, JSON, WHOLE);
        chat("\"temperature\":0", Fixture.KEY);
        policies = CallPolicies.DEFAULT.with(new SystemPrompt(true, "Be brief.", SystemPrompt.Position.PREFIX));
        vendor.answers(200, JSON, WHOLE);
        assertThat(chat("\"temperature\":0", Fixture.KEY).headers).containsEntry("X-OmniRoute-Cache", "MISS");
        assertThat(vendor.calls).hasSize(2);
    }

    @Test
    void aWholeAnswerIsGivenAgainAsAStreamAndTheOtherWayRound() {
        vendor.answers(200, JSON, WHOLE);
        chat("\"temperature\":0", Fixture.KEY);
        RecordedReply streamed = chat("\"temperature\":0,\"stream\":true", Fixture.KEY);
        assertThat(streamed.text())
                .contains("data: {", "Hé", "\"finish_reason\":\"stop\"")
                .endsWith(DONE);
        assertThat(streamed.text()).doesNotContain("prompt_tokens");
        RecordedReply counted =
                chat("\"temperature\":0,\"stream\":true,\"stream_options\":{\"include_usage\":true}", Fixture.KEY);
        assertThat(counted.text()).contains("\"prompt_tokens\":7");

        vendor.answers(200, SSE, CHUNK + USAGE + DONE);
        RecordedReply live = chat("\"temperature\":0,\"top_p\":1,\"stream\":true", Fixture.KEY);
        assertThat(live.headers).containsEntry("X-OmniRoute-Cache", "MISS");
        RecordedReply again = chat("\"temperature\":0,\"top_p\":1,\"stream\":true", Fixture.KEY);
        assertThat(again.headers).containsEntry("X-OmniRoute-Cache", "HIT").containsEntry("Content-Type", SSE);
        assertThat(again.text()).isEqualTo(live.text()).isEqualTo(CHUNK + DONE);
        RecordedReply whole = chat("\"temperature\":0,\"top_p\":1", Fixture.KEY);
        assertThat(whole.headers).containsEntry("X-OmniRoute-Cache", "HIT").containsEntry("Content-Type", JSON);
        assertThat(whole.text()).contains("\"content\":\"Hé\"", "\"prompt_tokens\":7");
        assertThat(vendor.calls).hasSize(2);
    }

    @Test
    void formatsAreKeptApart() {
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        String body = "{\"model\":\"acme/a\",\"max_tokens\":5,\"temperature\":0,"
                + "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        call(WireFormat.OPENAI_CHAT, body, Fixture.KEY);
        RecordedReply messages = call(WireFormat.ANTHROPIC_MESSAGES, body, Fixture.KEY);
        assertThat(messages.headers).containsEntry("X-OmniRoute-Cache", "MISS");
        RecordedReply hit = call(WireFormat.ANTHROPIC_MESSAGES, body, Fixture.KEY);
        assertThat(hit.headers).containsEntry("X-OmniRoute-Cache", "HIT");
        assertThat(hit.text()).isEqualTo(messages.text()).contains("\"type\":\"message\"");
    }

    @Test
    void nobodyGetsAnAnswerOfAnotherKey() {
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        chat("\"temperature\":0", Fixture.KEY);
        assertThat(chat("\"temperature\":0", OTHER_KEY).headers).containsEntry("X-OmniRoute-Cache", "MISS");
        headers.put("idempotency-key", "same");
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        rule = CacheRule.OFF;
        chat("\"top_p\":1", Fixture.KEY);
        assertThat(chat("\"top_p\":1", OTHER_KEY).headers).doesNotContainKey("X-OmniRoute-Idempotent");
        assertThat(vendor.calls).hasSize(4);
    }

    @Test
    void answersThatWouldVaryAreNotKeptUnlessAnyTemperatureIs() {
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        chat("\"temperature\":1", Fixture.KEY);
        assertThat(chat("\"temperature\":1", Fixture.KEY).headers).doesNotContainKey("X-OmniRoute-Cache");
        rule = new CacheRule(true, true, Duration.ofHours(1));
        assertThat(chat("\"temperature\":1", Fixture.KEY).headers).containsEntry("X-OmniRoute-Cache", "MISS");
        assertThat(chat("\"temperature\":1", Fixture.KEY).headers).containsEntry("X-OmniRoute-Cache", "HIT");
    }

    @Test
    void aCallerMayAskForAFreshAnswer() {
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        chat("\"temperature\":0", Fixture.KEY);
        headers.put("x-omniroute-no-cache", "true");
        assertThat(chat("\"temperature\":0", Fixture.KEY).headers).doesNotContainKey("X-OmniRoute-Cache");
        assertThat(vendor.calls).hasSize(2);
    }

    @Test
    void errorsAndBrokenStreamsAreNotKept() {
        vendor.answers(500, JSON, "{\"error\":{\"message\":\"boom\"}}")
                .answers(200, SSE, CHUNK.substring(0, 120) + "\n\n");
        chat("\"temperature\":0", Fixture.KEY);
        chat("\"temperature\":0,\"stream\":true", Fixture.KEY);
        assertThat(cache.stats().entries()).isZero();
        vendor.answers(200, JSON, WHOLE);
        assertThat(chat("\"temperature\":0", Fixture.KEY).status).isEqualTo(200);
    }

    @Test
    void aRepeatedIdempotencyKeyGetsTheSameStream() {
        rule = CacheRule.OFF;
        headers.put("idempotency-key", "once");
        vendor.answers(200, SSE, CHUNK + USAGE + DONE);
        RecordedReply first = chat("\"stream\":true", Fixture.KEY);
        RecordedReply again = chat("\"stream\":true", Fixture.KEY);
        assertThat(first.headers).doesNotContainKey("X-OmniRoute-Idempotent");
        assertThat(again.headers).containsEntry("X-OmniRoute-Idempotent", "true");
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(journal.get(1).source()).isEqualTo(UsageRecord.Source.REPLAY);
        assertThat(journal.get(1).cost().total()).isZero();
        assertThat(journal.get(1).savedUsd()).isZero();
    }

    @Test
    void anIdempotencyKeyOfAnotherRequestIsRefusedInTheCallersFormat() {
        headers.put("idempotency-key", "once");
        vendor.answers(200, JSON, WHOLE);
        chat("\"top_p\":1", Fixture.KEY);
        RecordedReply refused = chat("\"top_p\":0.5", Fixture.KEY);
        assertThat(refused.status).isEqualTo(422);
        assertThat(refused.text()).contains("idempotency_key_reused");
        assertThat(vendor.calls).hasSize(1);
    }

    @Test
    void aFailedCallMayBeRepeatedWithItsKey() {
        headers.put("idempotency-key", "once");
        vendor.answers(500, JSON, "{\"error\":{\"message\":\"boom\"}}").answers(200, JSON, WHOLE);
        assertThat(chat("\"top_p\":1", Fixture.KEY).status).isEqualTo(500);
        assertThat(chat("\"top_p\":1", Fixture.KEY).status).isEqualTo(200);
    }

    private RecordedReply chat(String fields, String key) {
        return call(
                WireFormat.OPENAI_CHAT,
                "{\"model\":\"acme/a\"," + fields + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                key);
    }

    private RecordedReply call(WireFormat format, String body, String key) {
        RecordedReply reply = new RecordedReply();
        ClientCall call = new ClientCall(
                format,
                "req_1",
                Optional.<Envelope>empty(),
                headers,
                Optional.of(key),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                -1,
                new ClientSocket("127.0.0.1", 1, 1, () -> false));
        gateway().serve(call, reply);
        return reply;
    }

    private ChatGateway gateway() {
        Codecs codecs = new Codecs();
        CallMetrics metrics = new SilentMetrics();
        Settlement settlement = new Settlement(journal::add, metrics, new Captures(reason -> {}));
        CallWatch watch = new CallWatch(metrics);
        KnownAnswers known = new KnownAnswers(replays, cache, codecs, settlement, watch);
        CallEdges edges = new CallEdges(new DrainGate(), watch, new CallGuards(List.of()), settlement, known);
        Snapshot snapshot = snapshot();
        Snapshots snapshots = new Snapshots(null) {
            @Override
            public Snapshot current() {
                return snapshot;
            }
        };
        Attempts attempts = new Attempts(vendor, codecs, new AttemptGuards(List.of()), FakeWays.plain());
        return new ChatGateway(
                new Entrance(snapshots, new ClientAddress(Optional.empty()), new Bans(), Clock.systemUTC()),
                codecs,
                edges,
                attempts,
                new GatewayLimits(1 << 20, Duration.ZERO));
    }

    private CallPolicies policies = CallPolicies.DEFAULT;

    private Snapshot snapshot() {
        ProviderDescriptor acme = Fixture.provider("acme", WireFormat.OPENAI_CHAT, "a");
        Snapshot one = Fixture.snapshot(Map.of(), Settings.DEFAULT, acme);
        ApiKey other = new ApiKey(
                ApiKeyId.random(),
                "other",
                KeySecrets.hash(OTHER_KEY),
                "…",
                List.of("*"),
                List.of(),
                true,
                Optional.empty(),
                Instant.EPOCH,
                Optional.empty(),
                Limits.NONE,
                KeyRules.NONE);
        Map<String, ApiKey> keys = new HashMap<>(KEYS);
        keys.put(other.hash(), other);
        Price dollars = new Price(
                new BigDecimal("1000000"),
                new BigDecimal("1000000"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new Snapshot(
                1,
                one.providers(),
                one.connections(),
                keys,
                one.aliases(),
                one.shortNames(),
                new PriceList(List.of(), List.of(new DatedPrice(acme.id(), "a", dollars, Instant.EPOCH))),
                one.settings(),
                BudgetPlan.NONE,
                new CacheSettings(rule, 1 << 20, Duration.ofSeconds(5), Map.of(), Map.of()),
                one.routes(),
                policies);
    }

    private static final Map<String, ApiKey> KEYS = Map.of(KeySecrets.hash(Fixture.KEY), Fixture.openKey());

    /** Counts nothing. */
    private static final class SilentMetrics implements CallMetrics {
        @Override
        public void settled(UsageRecord usage) {}

        @Override
        public void refused(WireFormat format, int status) {}

        @Override
        public void streamOpened(String provider, String model) {}

        @Override
        public void streamClosed(String provider, String model) {}
    }
}

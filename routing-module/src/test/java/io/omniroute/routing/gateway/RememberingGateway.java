package io.omniroute.routing.gateway;

import io.omniroute.provider.catalog.Price;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.connection.Limits;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.access.ClientAddress;
import io.omniroute.routing.access.KeyRules;
import io.omniroute.routing.access.KeySecrets;
import io.omniroute.routing.admission.CallGuard;
import io.omniroute.routing.admission.CallGuards;
import io.omniroute.routing.attempt.AttemptGuards;
import io.omniroute.routing.budget.BudgetPlan;
import io.omniroute.routing.cache.AnswerCache;
import io.omniroute.routing.cache.CacheRule;
import io.omniroute.routing.cache.CacheSettings;
import io.omniroute.routing.cache.semantic.AnswerCaches;
import io.omniroute.routing.callpolicy.CallPolicies;
import io.omniroute.routing.capture.Captures;
import io.omniroute.routing.cost.DatedPrice;
import io.omniroute.routing.cost.PriceList;
import io.omniroute.routing.ipfilter.Bans;
import io.omniroute.routing.operations.CallMetrics;
import io.omniroute.routing.replay.Replays;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.settings.Settings;
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
import java.util.function.BooleanSupplier;

/** A gateway of two keys that remembers answers, its vendor and its journal. */
abstract class RememberingGateway {
    static final String JSON = "application/json";
    static final String SSE = "text/event-stream";
    static final String OTHER_KEY = "sk-of-somebody-else";
    static final String CHUNK = "data: {\"id\":\"c1\",\"model\":\"v\",\"choices\":[{\"index\":0,"
            + "\"delta\":{\"role\":\"assistant\",\"content\":\"Hé\"},\"finish_reason\":null}]}\n\n"
            + "data: {\"id\":\"c1\",\"model\":\"v\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    static final String USAGE =
            "data: {\"id\":\"c1\",\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}\n\n";
    static final String DONE = "data: [DONE]\n\n";
    static final String WHOLE =
            "{\"id\":\"c1\",\"object\":\"chat.completion\",\"model\":\"v\",\"choices\":[{\"index\":0,\"message\":{\"role\":"
                    + "\"assistant\",\"content\":\"Hé\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,"
                    + "\"completion_tokens\":3,\"total_tokens\":10},\"odd\":1.50}";

    /** Without anything that the other shape of an answer would not tell. */
    static final String PLAIN = WHOLE.replace(",\"odd\":1.50", "");

    private static final ApiKey OTHER = new ApiKey(
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

    final FakeVendor vendor = new FakeVendor();
    final List<UsageRecord> journal = new ArrayList<>();
    final Map<String, String> headers = new HashMap<>();
    final Replays replays = new Replays();
    final AnswerCache cache = new AnswerCache();
    List<CallGuard> guards = List.of();
    BooleanSupplier left = () -> false;
    AnswerCaches caches = AnswerCaches.exactOnly(cache);
    CallPolicies policies = CallPolicies.DEFAULT;
    CacheRule rule = new CacheRule(true, false, Duration.ofHours(1));

    final RecordedReply chat(String fields, String key) {
        return call(
                WireFormat.OPENAI_CHAT,
                "{\"model\":\"acme/a\"," + fields + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                key);
    }

    final RecordedReply call(WireFormat format, String body, String key) {
        RecordedReply reply = new RecordedReply();
        ClientCall call = new ClientCall(
                format,
                "req_1",
                Optional.<Envelope>empty(),
                headers,
                Optional.of(key),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                -1,
                new ClientSocket("127.0.0.1", 1, 1, left));
        gateway().serve(call, reply);
        return reply;
    }

    private ChatGateway gateway() {
        Codecs codecs = new Codecs();
        CallMetrics metrics = new SilentMetrics();
        Settlement settlement = new Settlement(journal::add, metrics, new Captures(reason -> {}));
        CallWatch watch = new CallWatch(metrics);
        KnownAnswers known = new KnownAnswers(replays, caches, codecs, settlement, watch);
        CallEdges edges = new CallEdges(new DrainGate(), watch, new CallGuards(guards), settlement, known);
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

    private Snapshot snapshot() {
        ProviderDescriptor acme = Fixture.provider("acme", WireFormat.OPENAI_CHAT, "a");
        Snapshot one = Fixture.snapshot(Map.of(), Settings.DEFAULT, acme);
        Map<String, ApiKey> keys = new HashMap<>(KEYS);
        keys.put(OTHER.hash(), OTHER);
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
                new CacheSettings(rule, 1 << 20, 1 << 20, Duration.ofSeconds(5), Map.of(), Map.of()),
                one.routes(),
                policies);
    }

    private static final Map<String, ApiKey> KEYS = Map.of(KeySecrets.hash(Fixture.KEY), Fixture.openKey());
}

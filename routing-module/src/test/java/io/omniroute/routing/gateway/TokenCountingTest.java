package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.client.SideCalls;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ClientAddress;
import io.omniroute.routing.access.KeyRules;
import io.omniroute.routing.admission.CallGuards;
import io.omniroute.routing.attempt.AttemptGuards;
import io.omniroute.routing.cache.AnswerCache;
import io.omniroute.routing.capture.Captures;
import io.omniroute.routing.fakes.MemoryProxyLog;
import io.omniroute.routing.ipfilter.Bans;
import io.omniroute.routing.passage.ProxyLogEntry;
import io.omniroute.routing.passage.SidePassages;
import io.omniroute.routing.replay.Replays;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.shaping.SystemPrompt;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.snapshot.Snapshots;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokenCountingTest {
    private static final String JSON = "application/json";

    private final FakeVendor vendor = new FakeVendor();
    private final DrainGate gate = new DrainGate();
    private final RecordedReply reply = new RecordedReply();
    private final RecordingGuard guard = new RecordingGuard();
    private final MemoryProxyLog proxyLog = new MemoryProxyLog();
    private Snapshot snapshot =
            Fixture.snapshot(Map.of(), Settings.DEFAULT, Fixture.provider("acme", WireFormat.OPENAI_CHAT, "a"));

    @Test
    void countsByEstimateWhereTheVendorSpeaksAnotherFormat() {
        count();
        assertThat(reply.status).isEqualTo(200);
        assertThat(reply.text()).matches("\\{\"input_tokens\":[1-9]\\d*}");
        assertThat(vendor.calls).isEmpty();
        assertThat(gate.runningCalls()).isZero();
    }

    @Test
    void aGatewayThatIsStoppingCountsNoMore() {
        gate.drain(Duration.ZERO);
        count();
        assertThat(reply.status).isEqualTo(503);
        assertThat(reply.text()).contains("\"type\":\"error\"", "stopping");
    }

    @Test
    void theVendorsCountIsInTheProxyLogUnlessTheKeyKeepsNone() {
        KeyRules quiet = new KeyRules(Set.of(), List.of(), true, false, Optional.empty(), SystemPrompt.NONE);
        for (KeyRules rules : List.of(KeyRules.NONE, quiet)) {
            vendor.answers(200, "application/json", "{\"input_tokens\":7}");
            snapshot = proxied(rules);
            count();
            assertThat(reply.text()).endsWith("{\"input_tokens\":7}");
            assertThat(proxyLog.offered).extracting(ProxyLogEntry::requestId).containsExactly("req_1");
        }
        assertThat(vendor.calls).hasSize(2);
    }

    @Test
    void whoMayNotBeAskedIsPassedOver() {
        snapshot = ChatRoad.snapshot(2, WireFormat.ANTHROPIC_MESSAGES);
        guard.passesOver.add(1);
        vendor.answers(200, JSON, "{\"input_tokens\":7}");
        count();
        assertThat(reply.text()).isEqualTo("{\"input_tokens\":7}");
        assertThat(reply.headers).containsEntry("x-guard", "was here");
        assertThat(guard.heard).containsExactly("count", "count of 2", "answered 200", "ended 0", "released");
    }

    @Test
    void whereNobodyMayBeAskedTheCountIsAnEstimate() {
        snapshot = ChatRoad.snapshot(2, WireFormat.ANTHROPIC_MESSAGES);
        guard.passesOver.addAll(List.of(1, 2));
        count();
        assertThat(reply.status).isEqualTo(200);
        assertThat(reply.text()).matches("\\{\"input_tokens\":[1-9]\\d*}");
        assertThat(vendor.calls).isEmpty();
    }

    @Test
    void aCountThatFailsIsTriedElsewhereAndHeldAgainstNobody() {
        snapshot = ChatRoad.snapshot(2, WireFormat.ANTHROPIC_MESSAGES);
        vendor.answers(529, JSON, "{}").answers(200, JSON, "{\"input_tokens\":7}");
        count();
        assertThat(reply.text()).isEqualTo("{\"input_tokens\":7}");
        assertThat(guard.heard)
                .containsExactly(
                        "count",
                        "count of 1",
                        "answered 529",
                        "ended 0",
                        "count of 2",
                        "answered 200",
                        "ended 0",
                        "released");
    }

    @Test
    void aVendorThatHasNoCountsIsAskedOnce() {
        snapshot = ChatRoad.snapshot(2, WireFormat.ANTHROPIC_MESSAGES);
        vendor.answers(404, JSON, "{\"type\":\"error\",\"error\":{\"type\":\"not_found_error\",\"message\":\"No\"}}");
        count();
        assertThat(reply.status).isEqualTo(404);
        assertThat(guard.heard).containsExactly("count", "count of 1", "answered 404", "ended 0", "released");
    }

    private static Snapshot proxied(KeyRules rules) {
        Snapshot direct = Fixture.snapshot(
                Map.of(), Settings.DEFAULT, Fixture.provider("acme", WireFormat.ANTHROPIC_MESSAGES, "a"));
        ApiKey open = Fixture.openKey();
        ApiKey key = Fixture.with(open, rules);
        return Fixture.proxied(direct, Map.of(key.hash(), key));
    }

    private void count() {
        String body = "{\"model\":\"acme/a\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello there\"}]}";
        ClientCall call = new ClientCall(
                WireFormat.ANTHROPIC_MESSAGES,
                "req_1",
                Optional.empty(),
                Map.of(),
                Optional.of(Fixture.KEY),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                -1,
                new ClientSocket("127.0.0.1", 1, 1, () -> false));
        counting().serve(call, reply);
    }

    private TokenCounting counting() {
        Snapshots snapshots = new Snapshots(null) {
            @Override
            public Snapshot current() {
                return snapshot;
            }
        };
        Codecs codecs = new Codecs();
        SilentMetrics metrics = new SilentMetrics();
        Settlement settlement = new Settlement(usage -> {}, metrics, new Captures(reason -> {}));
        CallWatch watch = new CallWatch(metrics);
        KnownAnswers known = new KnownAnswers(new Replays(), new AnswerCache(), codecs, settlement, watch);
        SidePassages client = new SidePassages(new SideCalls(vendor), proxyLog.passages(), snapshots);
        return new TokenCounting(
                new Entrance(snapshots, new ClientAddress(Optional.empty()), new Bans(), Clock.systemUTC()),
                codecs,
                new VendorCounts(codecs, client, new AttemptGuards(List.of(guard)), watch),
                new GatewayLimits(1 << 20, Duration.ZERO),
                new CallEdges(gate, watch, new CallGuards(List.of(guard)), settlement, known));
    }
}

package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiScope;
import io.omniroute.routing.access.ClientAddress;
import io.omniroute.routing.access.KeyRules;
import io.omniroute.routing.admission.CallGuards;
import io.omniroute.routing.attempt.AttemptGuards;
import io.omniroute.routing.cache.AnswerCache;
import io.omniroute.routing.callpolicy.CallPolicies;
import io.omniroute.routing.capture.Captures;
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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoliciesOnTheRoadTest {
    private static final String WHOLE = "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
            + "\"content\":\"Hi\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}";

    private final FakeVendor vendor = new FakeVendor();
    private final List<UsageRecord> journal = new ArrayList<>();
    private final FakeWays ways = new FakeWays();
    private final RecordedReply reply = new RecordedReply();

    @Test
    void callsOfAKeyThatKeepsNoLogAreCountedWithoutTheirNames() {
        vendor.answers(200, "application/json", WHOLE);
        KeyRules quiet = new KeyRules(Set.of(), List.of(), true, false, Optional.empty(), SystemPrompt.NONE);
        serve("{\"model\":\"acme/a\",\"messages\":[]}", held(quiet, CallPolicies.DEFAULT));
        assertThat(reply.status).isEqualTo(200);
        assertThat(reply.headers).containsEntry("X-Request-Id", "req_1");
        assertThat(onlyRecord().requestId()).isEmpty();
        assertThat(onlyRecord().requestedModel()).isEmpty();
        assertThat(onlyRecord().attempts()).isEmpty();
        assertThat(onlyRecord().tokens().inputTokens()).isEqualTo(7);
        assertThat(onlyRecord().provider()).isEqualTo("acme");
    }

    @Test
    void theProxyLogListsTheCallsOfAKeyUnlessItKeepsNoLog() {
        KeyRules quiet = new KeyRules(Set.of(), List.of(), true, false, Optional.empty(), SystemPrompt.NONE);
        for (KeyRules rules : List.of(KeyRules.NONE, quiet)) {
            vendor.answers(200, "application/json", WHOLE);
            serve("{\"model\":\"acme/a\",\"messages\":[]}", proxied(held(rules, CallPolicies.DEFAULT)));
        }
        assertThat(vendor.calls)
                .hasSize(2)
                .allSatisfy(call -> assertThat(call.outbound().proxy()).isPresent());
        assertThat(ways.proxyLog.offered).hasSize(1);
    }

    @Test
    void promptsOfKeyAndInstallationReachTheVendorAndTheRestStaysAsItWas() {
        vendor.answers(200, "application/json", WHOLE);
        KeyRules prompted = new KeyRules(
                Set.of(),
                List.of(),
                false,
                false,
                Optional.empty(),
                new SystemPrompt(true, "KEY", SystemPrompt.Position.SUFFIX));
        CallPolicies all = CallPolicies.DEFAULT.with(new SystemPrompt(true, "ALL", SystemPrompt.Position.PREFIX));
        serve(
                "{ \"model\":\"acme/a\" ,\"messages\":[{\"role\":\"system\",\"content\":\"own\"}],\"odd\":1.50}",
                held(prompted, all));
        assertThat(sent())
                .isEqualTo(
                        "{ \"model\":\"a\" ,\"messages\":[{\"role\":\"system\",\"content\":\"ALL\\n\\nown\\n\\nKEY\"}],"
                                + "\"odd\":1.50}");
    }

    @Test
    void anEndpointThatTheKeyMayNotCallIsRefusedBeforeTheBodyIsRead() {
        KeyRules messagesOnly =
                new KeyRules(Set.of(ApiScope.MESSAGES), List.of(), false, false, Optional.empty(), SystemPrompt.NONE);
        serve("no JSON at all", held(messagesOnly, CallPolicies.DEFAULT));
        assertThat(reply.status).isEqualTo(403);
        assertThat(reply.text()).contains("endpoint_not_allowed");
        assertThat(vendor.calls).isEmpty();
    }

    private static Snapshot held(KeyRules rules, CallPolicies policies) {
        Snapshot open =
                Fixture.snapshot(Map.of(), Settings.DEFAULT, Fixture.provider("acme", WireFormat.OPENAI_CHAT, "a"));
        ApiKey key = open.keysByHash().values().iterator().next();
        ApiKey held = Fixture.with(key, rules);
        return new Snapshot(
                1,
                open.providers(),
                open.connections(),
                Map.of(held.hash(), held),
                open.aliases(),
                open.shortNames(),
                open.prices(),
                open.settings(),
                open.budgets(),
                open.cache(),
                open.routes(),
                policies);
    }

    private static Snapshot proxied(Snapshot direct) {
        return Fixture.proxied(direct, direct.keysByHash());
    }

    private void serve(String body, Snapshot snapshot) {
        Snapshots snapshots = new Snapshots(null) {
            @Override
            public Snapshot current() {
                return snapshot;
            }
        };
        Codecs codecs = new Codecs();
        CallMetrics metrics = new SilentMetrics();
        Settlement settlement = new Settlement(journal::add, metrics, new Captures(reason -> {}));
        CallWatch watch = new CallWatch(metrics);
        KnownAnswers known = new KnownAnswers(new Replays(), new AnswerCache(), codecs, settlement, watch);
        CallEdges edges = new CallEdges(new DrainGate(), watch, new CallGuards(List.of()), settlement, known);
        ClientCall call = new ClientCall(
                WireFormat.OPENAI_CHAT,
                "req_1",
                Optional.empty(),
                Map.of(),
                Optional.of(Fixture.KEY),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                -1,
                new ClientSocket("127.0.0.1", 1, 1, () -> false));
        new ChatGateway(
                        new Entrance(snapshots, new ClientAddress(Optional.empty()), new Bans(), Clock.systemUTC()),
                        codecs,
                        edges,
                        new Attempts(vendor, codecs, new AttemptGuards(List.of()), ways.ways()),
                        new GatewayLimits(1 << 20, Duration.ZERO))
                .serve(call, reply);
    }

    private String sent() {
        return new String(vendor.calls.get(0).body(), StandardCharsets.UTF_8);
    }

    private UsageRecord onlyRecord() {
        assertThat(journal).hasSize(1);
        return journal.get(0);
    }
}

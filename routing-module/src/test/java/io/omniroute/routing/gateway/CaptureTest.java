package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ClientAddress;
import io.omniroute.routing.access.KeyRules;
import io.omniroute.routing.admission.CallGuards;
import io.omniroute.routing.attempt.AttemptGuards;
import io.omniroute.routing.cache.AnswerCache;
import io.omniroute.routing.callpolicy.CallPolicies;
import io.omniroute.routing.callpolicy.CaptureSettings;
import io.omniroute.routing.capture.CapturedPart;
import io.omniroute.routing.capture.CapturedPart.Kind;
import io.omniroute.routing.capture.Captures;
import io.omniroute.routing.capture.Drained;
import io.omniroute.routing.ipfilter.Bans;
import io.omniroute.routing.operations.CallMetrics;
import io.omniroute.routing.replay.Replays;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.shaping.SystemPrompt;
import io.omniroute.routing.snapshot.Snapshot;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CaptureTest {
    private static final String WHOLE = "{\"model\":\"acme/a\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
    private static final String ANSWER =
            "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Yo\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}";
    private static final String STREAM =
            "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Yo\"},\"finish_reason\":"
                    + "\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}\n\ndata: [DONE]\n\n";

    private final FakeVendor vendor = new FakeVendor();
    private final List<UsageRecord> journal = new ArrayList<>();
    private final RecordedReply reply = new RecordedReply();
    private final Captures captures = new Captures(reason -> {});
    private final Snapshot snapshot = snapshot();

    @Test
    void aWholePassThroughCallIsKeptOnce() {
        vendor.answers(200, "application/json", ANSWER);
        Map<Kind, CapturedPart> parts = serve(WireFormat.OPENAI_CHAT, WHOLE);
        assertThat(parts.get(Kind.CLIENT_REQUEST).body()).isEqualTo(WHOLE);
        assertThat(parts.get(Kind.VENDOR_REQUEST).body()).isEqualTo(WHOLE.replace("acme/a", "a"));
        assertThat(parts.get(Kind.VENDOR_ANSWER).body()).isEqualTo(ANSWER).isEqualTo(reply.text());
        assertThat(parts.get(Kind.CLIENT_ANSWER).sameAs()).contains(Kind.VENDOR_ANSWER);
    }

    @Test
    void aStreamIsKeptAsItWasSent() {
        vendor.answers(200, "text/event-stream", STREAM);
        String body = WHOLE.replace(
                "\"messages\"", "\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\"");
        Map<Kind, CapturedPart> parts = serve(WireFormat.OPENAI_CHAT, body);
        assertThat(parts.get(Kind.VENDOR_ANSWER).body()).isEqualTo(STREAM);
        assertThat(parts.get(Kind.CLIENT_ANSWER).sameAs()).contains(Kind.VENDOR_ANSWER);
        assertThat(parts.get(Kind.CLIENT_ANSWER).status()).contains(200);
    }

    @Test
    void aTranslatedCallIsKeptInBothFormats() {
        vendor.answers(200, "application/json", ANSWER);
        Map<Kind, CapturedPart> parts = serve(
                WireFormat.ANTHROPIC_MESSAGES,
                "{\"model\":\"acme/a\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
        assertThat(parts.get(Kind.VENDOR_REQUEST).body())
                .contains("\"content\":\"Hi\"")
                .doesNotContain("acme/a");
        assertThat(parts.get(Kind.VENDOR_ANSWER).body()).isEqualTo(ANSWER);
        assertThat(parts.get(Kind.CLIENT_ANSWER).body()).isEqualTo(reply.text()).contains("\"stop_reason\"");
        assertThat(parts.values().toString()).doesNotContain("vendor-secret", Fixture.KEY);
    }

    @Test
    void aRefusalIsKeptWithoutTheVendorItNeverReached() {
        Map<Kind, CapturedPart> parts = serve(WireFormat.OPENAI_CHAT, WHOLE.replace("acme/a", "nobody/knows"));
        assertThat(parts).containsOnlyKeys(Kind.CLIENT_REQUEST, Kind.CLIENT_ANSWER);
        assertThat(parts.get(Kind.CLIENT_ANSWER).status()).contains(reply.status);
        assertThat(parts.get(Kind.CLIENT_ANSWER).body()).isEqualTo(reply.text());
    }

    private Map<Kind, CapturedPart> serve(WireFormat format, String body) {
        Codecs codecs = new Codecs();
        CallMetrics metrics = new SilentMetrics();
        Settlement settlement = new Settlement(journal::add, metrics, captures);
        CallWatch watch = new CallWatch(metrics);
        KnownAnswers known = new KnownAnswers(new Replays(), new AnswerCache(), codecs, settlement, watch);
        ClientCall call = new ClientCall(
                format,
                "req_1",
                Optional.empty(),
                Map.of("user-agent", "test", "authorization", "Bearer " + Fixture.KEY),
                Optional.of(Fixture.KEY),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                -1,
                new ClientSocket("127.0.0.1", 1, 1, () -> false));
        new ChatGateway(
                        new Entrance(
                                Drained.always(snapshot),
                                new ClientAddress(Optional.empty()),
                                new Bans(),
                                Clock.systemUTC()),
                        codecs,
                        new CallEdges(new DrainGate(), watch, new CallGuards(List.of()), settlement, known),
                        new Attempts(vendor, codecs, new AttemptGuards(List.of()), FakeWays.plain()),
                        new GatewayLimits(1 << 20, Duration.ZERO))
                .serve(call, reply);
        return Drained.of(captures, snapshot).calls.get(journal.get(0).id()).parts().stream()
                .collect(Collectors.toMap(CapturedPart::kind, Function.identity()));
    }

    private static Snapshot snapshot() {
        Snapshot open =
                Fixture.snapshot(Map.of(), Settings.DEFAULT, Fixture.provider("acme", WireFormat.OPENAI_CHAT, "a"));
        ApiKey key = open.keysByHash().values().iterator().next();
        ApiKey captured =
                Fixture.with(key, new KeyRules(Set.of(), List.of(), false, true, Optional.empty(), SystemPrompt.NONE));
        return new Snapshot(
                1,
                open.providers(),
                open.connections(),
                Map.of(captured.hash(), captured),
                open.aliases(),
                open.shortNames(),
                open.prices(),
                open.settings(),
                open.budgets(),
                open.cache(),
                open.routes(),
                CallPolicies.DEFAULT.with(new CaptureSettings(true, 4_096, 7, 10)));
    }
}

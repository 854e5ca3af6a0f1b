package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ClientAddress;
import io.omniroute.routing.admission.CallGuards;
import io.omniroute.routing.attempt.AttemptGuards;
import io.omniroute.routing.cache.AnswerCache;
import io.omniroute.routing.capture.Captures;
import io.omniroute.routing.ipfilter.Bans;
import io.omniroute.routing.operations.CallMetrics;
import io.omniroute.routing.replay.Replays;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.snapshot.Snapshots;
import io.omniroute.routing.usage.UsageRecord;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Calls through a gateway with one vendor, scripted, and a guard that records what it hears. */
abstract class ChatRoad {
    static final String SSE = "text/event-stream; charset=utf-8";
    static final String CHUNKS = ": hi\n\ndata: {\"id\":\"c1\",\"model\":\"v\",\"choices\":[{\"index\":0,"
            + "\"delta\":{\"role\":\"assistant\",\"content\":\"Hé\"},\"finish_reason\":null}],\"usage\":null}\n\n"
            + "data: {\"id\":\"c1\",\"model\":\"v\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    static final String USAGE =
            "data: {\"id\":\"c1\",\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}\n\n";
    static final String DONE = "data: [DONE]\n\n";

    final FakeVendor vendor = new FakeVendor();
    final List<UsageRecord> journal = new ArrayList<>();
    final Bans bans = new Bans();
    final DrainGate gate = new DrainGate();
    final RecordedReply reply = new RecordedReply();
    final Map<String, String> headers = new HashMap<>();
    final RecordingGuard guard = new RecordingGuard();
    final FakeWays ways = new FakeWays();

    void call(WireFormat format, String body) {
        serve(format, body, snapshot(1));
    }

    void serve(WireFormat format, String body, Snapshot snapshot) {
        gateway(snapshot).serve(clientCall(format, body, Optional.of(Fixture.KEY)), reply);
        assertThat(gate.runningCalls()).isZero();
    }

    ClientCall clientCall(WireFormat format, String body, Optional<String> key) {
        InputStream in = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        return new ClientCall(
                format,
                "req_1",
                Optional.empty(),
                headers,
                key,
                in,
                -1,
                new ClientSocket("127.0.0.1", 1, 1, () -> false));
    }

    ChatGateway gateway(Snapshot snapshot) {
        Codecs codecs = new Codecs();
        CallMetrics metrics = new SilentMetrics();
        Settlement settlement = new Settlement(journal::add, metrics, new Captures(reason -> {}));
        CallWatch watch = new CallWatch(metrics);
        KnownAnswers known = new KnownAnswers(new Replays(), new AnswerCache(), codecs, settlement, watch);
        CallEdges edges = new CallEdges(gate, watch, new CallGuards(List.of(guard)), settlement, known);
        Snapshots snapshots = new Snapshots(null) {
            @Override
            public Snapshot current() {
                return snapshot;
            }
        };
        return new ChatGateway(
                new Entrance(snapshots, new ClientAddress(Optional.of("10.0.0.1")), bans, Clock.systemUTC()),
                codecs,
                edges,
                new Attempts(vendor, codecs, new AttemptGuards(List.of(guard)), ways.ways()),
                new GatewayLimits(1 << 20, Duration.ZERO));
    }

    static Snapshot snapshot(int connections) {
        return snapshot(connections, WireFormat.OPENAI_CHAT);
    }

    static Snapshot snapshot(int connections, WireFormat format) {
        return snapshot(
                format,
                IntStream.rangeClosed(1, connections)
                        .mapToObj(priority -> Fixture.connection("acme", priority))
                        .toList());
    }

    static Snapshot snapshot(WireFormat format, List<Connection> accounts) {
        ProviderDescriptor acme = Fixture.provider("acme", format, "a");
        Snapshot one = Fixture.snapshot(Map.of(), Settings.DEFAULT, acme);
        return new Snapshot(
                1,
                one.providers(),
                Map.of(acme.id(), accounts),
                one.keysByHash(),
                one.aliases(),
                one.shortNames(),
                one.prices(),
                one.settings(),
                one.budgets(),
                one.cache(),
                one.routes(),
                one.policies());
    }

    String sent() {
        return new String(vendor.calls.get(vendor.calls.size() - 1).body(), StandardCharsets.UTF_8);
    }

    UsageRecord onlyRecord() {
        assertThat(journal).hasSize(1);
        return journal.get(0);
    }
}

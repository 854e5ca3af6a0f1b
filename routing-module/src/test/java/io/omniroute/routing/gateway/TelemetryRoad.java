package io.omniroute.routing.gateway;

import io.omniroute.provider.codec.Codecs;
import io.omniroute.provider.wire.Envelope;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ClientAddress;
import io.omniroute.routing.access.KeyRules;
import io.omniroute.routing.admission.CallGuards;
import io.omniroute.routing.attempt.AttemptGuards;
import io.omniroute.routing.cache.AnswerCache;
import io.omniroute.routing.capture.Captures;
import io.omniroute.routing.ipfilter.Bans;
import io.omniroute.routing.replay.Replays;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.session.Session;
import io.omniroute.routing.session.Sessions;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.shaping.SystemPrompt;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.snapshot.Snapshots;
import io.omniroute.routing.telemetry.Timings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls to one vendor whose timings and sessions are kept. */
abstract class TelemetryRoad {
    static final String SSE = "text/event-stream";
    static final String JSON = "application/json";
    static final String CHUNKS = "data: {\"id\":\"c1\",\"model\":\"v\",\"choices\":[{\"index\":0,"
            + "\"delta\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":null}],\"usage\":null}\n\n"
            + "data: {\"id\":\"c1\",\"model\":\"v\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
            + "data: {\"id\":\"c1\",\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,"
            + "\"total_tokens\":10}}\n\n";
    static final String DONE = "data: [DONE]\n\n";
    static final String WHOLE = "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"v\","
            + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},"
            + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}";
    static final String HI = "{'model':'acme/a','messages':[{'role':'user','content':'Hi'}]%s}";

    final FakeVendor vendor = new FakeVendor();
    final Timings timings = new Timings();
    final Sessions sessions = new Sessions();
    final Map<String, String> headers = new HashMap<>();
    WireFormat vendorFormat = WireFormat.OPENAI_CHAT;
    boolean noLog;
    ApiKey key;

    static String streaming(WireFormat client) {
        return switch (client) {
            case OPENAI_CHAT -> HI.formatted(",'stream':true");
            case OPENAI_RESPONSES -> "{'model':'acme/a','input':'Hi','stream':true}";
            case ANTHROPIC_MESSAGES -> HI.formatted(",'max_tokens':9,'stream':true");
            case GEMINI -> "{'contents':[{'role':'user','parts':[{'text':'Hi'}]}]}";
        };
    }

    static int last(String... events) {
        for (int i = events.length - 1; i >= 0; i--) {
            if (events[i].contains("\"done\":true")) {
                return i;
            }
        }
        throw new AssertionError("no last report: " + String.join("\n\n", events));
    }

    static String rest(String[] events, int from) {
        return String.join("\n\n", List.of(events).subList(from + 1, events.length));
    }

    Session named(String text) {
        return sessions.list().stream()
                .filter(session -> session.name().text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    RecordedReply call(String body) {
        return call(WireFormat.OPENAI_CHAT, body);
    }

    RecordedReply call(WireFormat format, String body) {
        return new Road().serve(format, body, Optional.of(Fixture.KEY));
    }

    /** A gateway with one vendor, and the memory of the test. */
    final class Road {
        RecordedReply serve(WireFormat format, String body, Optional<String> key) {
            Optional<Envelope> path = format == WireFormat.GEMINI
                    ? Optional.of(Envelope.ofPath("acme/a", true, false))
                    : Optional.empty();
            return serve(format, body, key, path);
        }

        RecordedReply serve(WireFormat format, String body, Optional<String> key, Optional<Envelope> path) {
            RecordedReply reply = new RecordedReply();
            byte[] bytes = body.replace("\\'", "\\\"").replace('\'', '"').getBytes(StandardCharsets.UTF_8);
            gateway()
                    .serve(
                            new ClientCall(
                                    format,
                                    "req_1",
                                    path,
                                    headers,
                                    key,
                                    new ByteArrayInputStream(bytes),
                                    bytes.length,
                                    new ClientSocket("127.0.0.1", 1, 1, () -> false)),
                            reply);
            return reply;
        }

        ChatGateway gateway() {
            Codecs codecs = new Codecs();
            SilentMetrics metrics = new SilentMetrics();
            Settlement settlement = new Settlement(
                    usage -> {}, metrics, new CallTelemetry(timings, sessions, List.of()), new Captures(reason -> {}));
            CallWatch watch = new CallWatch(metrics);
            KnownAnswers known = new KnownAnswers(new Replays(), new AnswerCache(), codecs, settlement, watch);
            CallEdges edges = new CallEdges(new DrainGate(), watch, new CallGuards(List.of()), settlement, known);
            Snapshot snapshot = snapshot();
            Snapshots snapshots = new Snapshots(null) {
                @Override
                public Snapshot current() {
                    return snapshot;
                }
            };
            return new ChatGateway(
                    new Entrance(snapshots, new ClientAddress(Optional.empty()), new Bans(), Clock.systemUTC()),
                    codecs,
                    edges,
                    new Attempts(vendor, codecs, new AttemptGuards(List.of()), FakeWays.plain()),
                    new GatewayLimits(1 << 20, Duration.ZERO));
        }
    }

    Snapshot snapshot() {
        Snapshot one = Fixture.snapshot(Map.of(), Settings.DEFAULT, Fixture.provider("acme", vendorFormat, "a"));
        if (key == null) {
            key = one.keysByHash().values().iterator().next();
        }
        ApiKey ours = noLog ? unlogged(key) : key;
        return new Snapshot(
                1,
                one.providers(),
                one.connections(),
                Map.of(ours.hash(), ours),
                one.aliases(),
                one.shortNames(),
                one.prices(),
                one.settings(),
                one.budgets(),
                one.cache(),
                one.routes(),
                one.policies());
    }

    static ApiKey unlogged(ApiKey key) {
        return Fixture.with(key, new KeyRules(Set.of(), List.of(), true, false, Optional.empty(), SystemPrompt.NONE));
    }
}

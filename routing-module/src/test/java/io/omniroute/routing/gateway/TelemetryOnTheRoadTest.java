package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.omniroute.routing.session.SessionName.Source;
import io.omniroute.routing.session.Sessions;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.shaping.SystemPrompt;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.snapshot.Snapshots;
import io.omniroute.routing.telemetry.CallKind;
import io.omniroute.routing.telemetry.Phase;
import io.omniroute.routing.telemetry.TelemetrySummary;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What calls leave behind: timings, sessions, and progress events where they are wanted. */
class TelemetryOnTheRoadTest {
    private static final String SSE = "text/event-stream";
    private static final String JSON = "application/json";
    private static final String CHUNKS = "data: {\"id\":\"c1\",\"model\":\"v\",\"choices\":[{\"index\":0,"
            + "\"delta\":{\"role\":\"assistant\",\"content\":\"Hello\"},\"finish_reason\":null}],\"usage\":null}\n\n"
            + "data: {\"id\":\"c1\",\"model\":\"v\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
            + "data: {\"id\":\"c1\",\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,"
            + "\"total_tokens\":10}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";
    private static final String WHOLE = "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"v\","
            + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"},"
            + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}";
    private static final String HI = "{'model':'acme/a','messages':[{'role':'user','content':'Hi'}]%s}";

    private final FakeVendor vendor = new FakeVendor();
    private final Timings timings = new Timings();
    private final Sessions sessions = new Sessions();
    private final Map<String, String> headers = new HashMap<>();
    private WireFormat vendorFormat = WireFormat.OPENAI_CHAT;
    private boolean noLog;
    private ApiKey key;

    @Test
    void eachServedCallLeavesItsPhases() {
        vendor.answers(200, JSON, WHOLE).answers(200, SSE, CHUNKS + DONE).answers(400, JSON, "{}");
        call(HI.formatted(""));
        call(HI.formatted(",'stream':true"));
        call(HI.formatted(""));
        TelemetrySummary summary = timings.summary(Duration.ofMinutes(1));
        assertThat(summary.whole().count()).isEqualTo(2);
        assertThat(summary.unserved()).isEqualTo(1);
        assertThat(summary.kinds().get(CallKind.WHOLE).count()).isEqualTo(1);
        assertThat(summary.kinds().get(CallKind.STREAMED).count()).isEqualTo(1);
        for (Phase phase : Phase.ALL) {
            assertThat(summary.phases().get(phase).count()).as(phase.label()).isEqualTo(2);
        }
    }

    @Test
    void whoWasNeverLetInLeavesNothing() {
        new Road().serve(WireFormat.OPENAI_CHAT, HI.formatted(""), Optional.of("sk-unknown"));
        assertThat(timings.summary(Duration.ofMinutes(1)).unserved()).isZero();
        assertThat(sessions.list()).isEmpty();
    }

    @Test
    void aSessionGoesByWhatTheCallerCallsIt() {
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        headers.put("x-session-id", "mine");
        call(HI.formatted(""));
        call(HI.formatted(",'prompt_cache_key':'other'"));
        headers.clear();
        call(HI.formatted(",'prompt_cache_key':'other'"));
        assertThat(sessions.list())
                .extracting(session -> session.name().text())
                .containsExactlyInAnyOrder("mine", "other");
        Session mine = named("mine");
        assertThat(mine.requests()).isEqualTo(2);
        assertThat(mine.tokens()).isEqualTo(new Session.Tokens(14, 0, 6));
        assertThat(mine.provider()).isEqualTo("acme");
        assertThat(mine.connection()).isPresent();
        assertThat(named("other").name().source()).isEqualTo(Source.PROMPT_CACHE_KEY);
    }

    @Test
    void claudeCodesSessionIsFoundInItsUserIdAndAnybodyElsesIsNone() {
        String body = HI.formatted(",'max_tokens':5,'metadata':{'user_id':'%s'}");
        String session = "1f0e6c2a-0000-4000-8000-00000000cafe";
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        call(WireFormat.ANTHROPIC_MESSAGES, body.formatted("user_ab12_account__session_" + session));
        call(
                WireFormat.ANTHROPIC_MESSAGES,
                body.formatted("{\\'device_id\\':\\'x\\',\\'session_id\\':\\'" + session + "\\'}"));
        call(WireFormat.ANTHROPIC_MESSAGES, body.formatted("customer-4711"));
        assertThat(named(session).requests()).isEqualTo(2);
        assertThat(named(session).name().source()).isEqualTo(Source.USER_ID);
        assertThat(sessions.list()).extracting(each -> each.name().source()).contains(Source.CONTENT);
    }

    @Test
    void withoutANameTheBeginningOfTheConversationTells() {
        vendor.answers(200, JSON, WHOLE).answers(200, JSON, WHOLE).answers(200, JSON, WHOLE);
        call(HI.formatted(""));
        call("{'model':'acme/a','messages':[{'role':'user','content':'Hi'},{'role':'assistant','content':'Hello'},"
                + "{'role':'user','content':'And now?'}]}");
        call(HI.formatted("").replace("Hi", "Something else"));
        assertThat(sessions.list()).extracting(Session::requests).containsExactlyInAnyOrder(2L, 1L);
        assertThat(sessions.list())
                .allSatisfy(session -> assertThat(session.name().source()).isEqualTo(Source.CONTENT));
    }

    @Test
    void whoGoesOnFromAResponseBelongsToItsConversation() {
        vendorFormat = WireFormat.OPENAI_RESPONSES;
        String answer = "{\"id\":\"resp_%s\",\"object\":\"response\",\"status\":\"completed\",\"output\":[],"
                + "\"usage\":{\"input_tokens\":1,\"output_tokens\":1,\"total_tokens\":2}}";
        String streamed =
                "event: response.created\ndata: {\"type\":\"response.created\",\"response\":{\"id\":\"resp_2\","
                        + "\"status\":\"in_progress\",\"output\":[]}}\n\nevent: response.completed\ndata: "
                        + "{\"type\":\"response.completed\",\"response\":" + answer.formatted("2") + "}\n\n";
        vendor.answers(200, JSON, answer.formatted("1"))
                .answers(200, SSE, streamed)
                .answers(200, JSON, answer);
        call(WireFormat.OPENAI_RESPONSES, "{'model':'acme/a','input':'Hi'}");
        call(
                WireFormat.OPENAI_RESPONSES,
                "{'model':'acme/a','input':'More','previous_response_id':'resp_1','stream':true}");
        call(WireFormat.OPENAI_RESPONSES, "{'model':'acme/a','input':'Even more','previous_response_id':'resp_2'}");
        assertThat(sessions.list()).singleElement().satisfies(session -> assertThat(session.requests())
                .isEqualTo(3));
    }

    @Test
    void aKeyWithoutALogHasNoSessions() {
        noLog = true;
        headers.put("x-session-id", "mine");
        vendor.answers(200, JSON, WHOLE);
        call(HI.formatted(""));
        assertThat(sessions.list()).isEmpty();
        assertThat(timings.summary(Duration.ofMinutes(1)).whole().count()).isEqualTo(1);
    }

    /** OpenAI's vendor answers; every client's own terminal event follows the last report at once. */
    @ParameterizedTest
    @EnumSource
    void theLastReportStandsBeforeTheEnd(WireFormat client) {
        headers.put("x-omniroute-progress", "true");
        vendor.answers(200, SSE, CHUNKS + DONE);
        RecordedReply reply = call(client, streaming(client));
        assertThat(reply.headers).containsEntry("X-OmniRoute-Progress", "enabled");
        String[] events = reply.text().split("\n\n");
        int last = last(events);
        assertThat(events[last]).startsWith("event: progress\ndata: {\"tokens_generated\":3,\"elapsed_ms\":");
        switch (client) {
            case OPENAI_CHAT -> assertThat(events[last + 1]).isEqualTo("data: [DONE]");
            case OPENAI_RESPONSES -> assertThat(rest(events, last)).contains("response.completed");
            case ANTHROPIC_MESSAGES -> assertThat(rest(events, last)).contains("message_stop");
            case GEMINI -> assertThat(rest(events, last)).contains("finishReason");
        }
        assertThat(String.join("", events).split("event: progress", -1)).hasSize(2);
    }

    @Test
    void aBrokenStreamReportsItsEndToo() {
        headers.put("x-omniroute-progress", "true");
        vendor.answers(200, SSE, CHUNKS.substring(0, CHUNKS.indexOf("\n\n") + 2));
        RecordedReply reply = call(HI.formatted(",'stream':true"));
        assertThat(reply.text()).containsSubsequence("Hello", "\"done\":true", "\"error\"");
    }

    @Test
    void nobodyElseGetsReports() {
        vendor.answers(200, SSE, CHUNKS + DONE).answers(200, JSON, WHOLE).answers(200, SSE, CHUNKS + DONE);
        RecordedReply unasked = call(HI.formatted(",'stream':true"));
        headers.put("x-omniroute-progress", "true");
        RecordedReply whole = call(HI.formatted(""));
        RecordedReply array = new Road()
                .serve(
                        WireFormat.GEMINI,
                        streaming(WireFormat.GEMINI),
                        Optional.of(Fixture.KEY),
                        Optional.of(Envelope.ofPath("acme/a", true, true)));
        for (RecordedReply reply : List.of(unasked, whole, array)) {
            assertThat(reply.text()).contains("Hello").doesNotContain("progress");
            assertThat(reply.headers).doesNotContainKey("X-OmniRoute-Progress");
        }
    }

    private static String streaming(WireFormat client) {
        return switch (client) {
            case OPENAI_CHAT -> HI.formatted(",'stream':true");
            case OPENAI_RESPONSES -> "{'model':'acme/a','input':'Hi','stream':true}";
            case ANTHROPIC_MESSAGES -> HI.formatted(",'max_tokens':9,'stream':true");
            case GEMINI -> "{'contents':[{'role':'user','parts':[{'text':'Hi'}]}]}";
        };
    }

    private static int last(String... events) {
        for (int i = events.length - 1; i >= 0; i--) {
            if (events[i].contains("\"done\":true")) {
                return i;
            }
        }
        throw new AssertionError("no last report: " + String.join("\n\n", events));
    }

    private static String rest(String[] events, int from) {
        return String.join("\n\n", List.of(events).subList(from + 1, events.length));
    }

    private Session named(String text) {
        return sessions.list().stream()
                .filter(session -> session.name().text().equals(text))
                .findFirst()
                .orElseThrow();
    }

    private RecordedReply call(String body) {
        return call(WireFormat.OPENAI_CHAT, body);
    }

    private RecordedReply call(WireFormat format, String body) {
        return new Road().serve(format, body, Optional.of(Fixture.KEY));
    }

    /** A gateway with one vendor, and the memory of the test. */
    private final class Road {
        private RecordedReply serve(WireFormat format, String body, Optional<String> key) {
            Optional<Envelope> path = format == WireFormat.GEMINI
                    ? Optional.of(Envelope.ofPath("acme/a", true, false))
                    : Optional.empty();
            return serve(format, body, key, path);
        }

        private RecordedReply serve(WireFormat format, String body, Optional<String> key, Optional<Envelope> path) {
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

        private ChatGateway gateway() {
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

    private Snapshot snapshot() {
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

    private static ApiKey unlogged(ApiKey key) {
        return new ApiKey(
                key.id(),
                key.name(),
                key.hash(),
                key.hint(),
                key.allowedModels(),
                key.allowedProviders(),
                key.enabled(),
                key.expiresAt(),
                key.createdAt(),
                key.group(),
                key.limits(),
                new KeyRules(Set.of(), List.of(), true, false, Optional.empty(), SystemPrompt.NONE));
    }
}

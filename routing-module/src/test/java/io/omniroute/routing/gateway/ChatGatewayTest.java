package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.chat.Usage;
import io.omniroute.provider.codec.Codecs;
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
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChatGatewayTest {
    private static final String SSE = "text/event-stream; charset=utf-8";
    private static final String CHUNKS = ": hi\n\ndata: {\"id\":\"c1\",\"model\":\"v\",\"choices\":[{\"index\":0,"
            + "\"delta\":{\"role\":\"assistant\",\"content\":\"Hé\"},\"finish_reason\":null}],\"usage\":null}\n\n"
            + "data: {\"id\":\"c1\",\"model\":\"v\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    private static final String USAGE =
            "data: {\"id\":\"c1\",\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}\n\n";
    private static final String DONE = "data: [DONE]\n\n";

    private final FakeVendor vendor = new FakeVendor();
    private final List<UsageRecord> journal = new ArrayList<>();
    private final Bans bans = new Bans();
    private final DrainGate gate = new DrainGate();
    private final RecordedReply reply = new RecordedReply();
    private final Map<String, String> headers = new HashMap<>();
    private final RecordingGuard guard = new RecordingGuard();

    @Test
    void sameFormatStreamPassesByteForByteAndIsMetered() {
        vendor.answers(200, SSE, CHUNKS + USAGE + DONE);
        call(WireFormat.OPENAI_CHAT, "{ \"model\":\"acme/a\" ,\"stream\":true,\"messages\":[],\"odd\":1.50}");
        assertThat(reply.text()).isEqualTo(CHUNKS + DONE);
        assertThat(sent())
                .isEqualTo(
                        "{\"stream_options\":{\"include_usage\":true}, \"model\":\"a\" ,\"stream\":true,\"messages\":[],"
                                + "\"odd\":1.50}");
        assertThat(reply.headers)
                .containsEntry("X-OmniRoute-Provider", "acme")
                .containsEntry("X-OmniRoute-Attempts", "1");
        assertThat(onlyRecord().tokens().inputTokens()).isEqualTo(7);
        assertThat(onlyRecord().tokens().outputTokens()).isEqualTo(3);
        assertThat(onlyRecord().tokens().estimated()).isFalse();
    }

    @Test
    void usageChunkThatTheClientAskedForIsPassedOn() {
        vendor.answers(200, SSE, CHUNKS + USAGE + DONE);
        call(
                WireFormat.OPENAI_CHAT,
                "{\"model\":\"acme/a\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"messages\":[]}");
        assertThat(reply.text()).isEqualTo(CHUNKS + USAGE + DONE);
    }

    @Test
    void streamCutShortEndsInAnErrorEventAndOneCharge() {
        vendor.answers(
                200,
                SSE,
                CHUNKS.substring(
                        0,
                        CHUNKS.indexOf("data: {\"id\":\"c1\",\"model\":\"v\",\"choices\":[{\"index\":0,\"delta\":{}")));
        call(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"stream\":true,\"messages\":[]}");
        assertThat(reply.status).isEqualTo(200);
        assertThat(reply.text())
                .contains("Hé")
                .endsWith("}\n\n")
                .contains("\"error\"")
                .doesNotContain("[DONE]");
        assertThat(onlyRecord().status()).isEqualTo(502);
        assertThat(onlyRecord().tokens().estimated()).isTrue();
    }

    @Test
    void anOpeningCountIsNotTheWholeOfAStreamCutShort() {
        String opening =
                "data: {\"id\":\"c1\",\"model\":\"v\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"TEXT\"}}],"
                        + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":COUNT,\"total_tokens\":99}}\n\n";
        String said = opening.replace("TEXT", "word".repeat(100));
        vendor.answers(200, SSE, said.replace("COUNT", "1")).answers(200, SSE, said.replace("COUNT", "80"));

        call(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"stream\":true,\"messages\":[]}");
        call(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"stream\":true,\"messages\":[]}");

        Usage first = journal.get(0).tokens();
        assertThat(first.inputTokens()).isEqualTo(7);
        assertThat(first.outputTokens()).isBetween(100L, 120L);
        assertThat(first.estimated()).isTrue();
        assertThat(journal.get(1).tokens().outputTokens()).isEqualTo(80);
        assertThat(journal.get(1).tokens().estimated()).isFalse();
    }

    @Test
    void failureBeforeTheFirstEventMovesOnToTheNextConnection() {
        vendor.fails(new GatewayException(Failure.of(FailureKind.UPSTREAM_UNREACHABLE, "refused")))
                .answers(200, SSE, "data: {\"error\":{\"message\":\"overloaded\",\"type\":\"server_error\"}}\n\n")
                .answers(200, SSE, CHUNKS + DONE);
        Snapshot three = snapshot(3);
        serve(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"stream\":true,\"messages\":[]}", three);
        assertThat(reply.text()).isEqualTo(CHUNKS + DONE);
        assertThat(reply.headers).containsEntry("X-OmniRoute-Attempts", "3");
        assertThat(onlyRecord().attempts()).hasSize(3);
        assertThat(onlyRecord().status()).isEqualTo(200);
    }

    @Test
    void refusalOfTheVendorIsNotTriedElsewhere() {
        vendor.answers(
                400,
                "application/json",
                "{\"error\":{\"message\":\"bad temperature\",\"type\":\"invalid_request_error\",\"x\":1}}");
        serve(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"messages\":[]}", snapshot(2));
        assertThat(vendor.calls).hasSize(1);
        assertThat(reply.status).isEqualTo(400);
        assertThat(reply.text()).contains("\"x\":1");
    }

    @Test
    void vendorErrorThatHoldsTheCredentialIsNotPassedOn() {
        vendor.answers(
                401,
                "application/json",
                "{\"error\":{\"message\":\"bad key vendor-secret\"},\"key\":\"vendor-secret\"}");
        call(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"messages\":[]}");
        assertThat(reply.text()).contains("error").doesNotContain("\"key\"");
    }

    @Test
    void htmlInPlaceOfJsonIsABadGateway() {
        vendor.answers(200, "text/html", "<html>login</html>");
        call(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"messages\":[]}");
        assertThat(reply.status).isEqualTo(502);
        assertThat(onlyRecord().error()).isPresent();
    }

    @Test
    void otherFormatsAreTranslatedStreamedAndWhole() {
        vendor.answers(200, SSE, CHUNKS + USAGE + DONE);
        call(
                WireFormat.ANTHROPIC_MESSAGES,
                "{\"model\":\"acme/a\",\"stream\":true,\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertThat(reply.text()).contains("event: message_start", "Hé", "\"output_tokens\":3", "event: message_stop");
        assertThat(sent()).contains("\"stream_options\"", "\"content\":\"hi\"");
        assertThat(onlyRecord().tokens().totalTokens()).isEqualTo(10);
    }

    @Test
    void strictModeRefusesALoss() {
        headers.put("x-omniroute-strict", "true");
        call(
                WireFormat.ANTHROPIC_MESSAGES,
                "{\"model\":\"acme/a\",\"max_tokens\":9,\"container\":\"c\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
        assertThat(reply.status).isEqualTo(400);
        assertThat(reply.text()).contains("container").contains("invalid_request_error");
        assertThat(vendor.calls).isEmpty();
    }

    @Test
    void callsWithoutAKeyAreRefusedAndLeaveNoRecord() {
        gateway(snapshot(1))
                .serve(clientCall(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\"}", Optional.empty()), reply);
        assertThat(reply.status).isEqualTo(401);
        assertThat(journal).isEmpty();
    }

    @Test
    void drainingGatewayRefusesNewCalls() {
        assertThat(gate.drain(Duration.ofMillis(1))).isTrue();
        call(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"messages\":[]}");
        assertThat(reply.status).isEqualTo(503);
        assertThat(gate.runningCalls()).isZero();
    }

    @Test
    void recordIsJournalledBeforeTheEndLeaves() {
        vendor.answers(200, SSE, CHUNKS + USAGE + DONE);
        List<Integer> recordsWhenDoneLeft = new ArrayList<>();
        RecordedReply watching = new RecordedReply() {
            @Override
            public void stream(Map<String, String> sentHeaders, StreamBody streamed) {
                super.stream(
                        sentHeaders,
                        out -> streamed.writeTo(new java.io.FilterOutputStream(out) {
                            @Override
                            public void write(byte[] bytes, int from, int length) throws IOException {
                                if (new String(bytes, from, length, StandardCharsets.UTF_8).contains("[DONE]")) {
                                    recordsWhenDoneLeft.add(journal.size());
                                }
                                out.write(bytes, from, length);
                            }
                        }));
            }
        };
        gateway(snapshot(1))
                .serve(
                        clientCall(
                                WireFormat.OPENAI_CHAT,
                                "{\"model\":\"acme/a\",\"stream\":true,\"messages\":[]}",
                                Optional.of(Fixture.KEY)),
                        watching);
        assertThat(recordsWhenDoneLeft).containsExactly(1);
    }

    @Test
    void guardsHearHowEachAttemptAndTheCallWent() {
        vendor.answers(500, "application/json", "{}");
        vendor.answers(200, SSE, CHUNKS + USAGE + DONE);
        serve(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"stream\":true,\"messages\":[]}", snapshot(2));
        assertThat(guard.heard)
                .containsExactly(
                        "call",
                        "try 1",
                        "answered 500",
                        "failed UPSTREAM_ERROR",
                        "ended 0",
                        "try 2",
                        "answered 200",
                        "served",
                        "settled 200",
                        "ended 10");
    }

    @Test
    void guardsKnowHowManyFailedBeforeAndWhichTargetIsTheLast() {
        guard.passesOver.add(1);
        vendor.answers(500, "application/json", "{}");
        vendor.answers(200, SSE, CHUNKS + USAGE + DONE);
        serve(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"stream\":true,\"messages\":[]}", snapshot(3));
        assertThat(guard.places).containsExactly("0", "0", "1 last");
    }

    @Test
    void aTargetThatIsPassedOverIsNotCalledAndTheNextOneIs() {
        guard.passesOver.add(1);
        vendor.answers(200, SSE, CHUNKS + USAGE + DONE);
        serve(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"stream\":true,\"messages\":[]}", snapshot(2));
        assertThat(vendor.calls).hasSize(1);
        assertThat(onlyRecord().attempts().get(0).reason()).contains("OVERLOADED: resting");
        assertThat(onlyRecord().status()).isEqualTo(200);
    }

    @Test
    void whenAllArePassedOverTheCallerHearsWhoIsFreeFirst() {
        guard.passesOver.addAll(List.of(2, 1));
        serve(WireFormat.OPENAI_CHAT, "{\"model\":\"acme/a\",\"messages\":[]}", snapshot(2));
        assertThat(vendor.calls).isEmpty();
        assertThat(reply.status).isEqualTo(503);
        assertThat(reply.headers).containsEntry("Retry-After", "10").containsEntry("x-guard", "was here");
    }

    private void call(WireFormat format, String body) {
        serve(format, body, snapshot(1));
    }

    private void serve(WireFormat format, String body, Snapshot snapshot) {
        gateway(snapshot).serve(clientCall(format, body, Optional.of(Fixture.KEY)), reply);
        assertThat(gate.runningCalls()).isZero();
    }

    private ClientCall clientCall(WireFormat format, String body, Optional<String> key) {
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

    private ChatGateway gateway(Snapshot snapshot) {
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
                new Attempts(vendor, codecs, new AttemptGuards(List.of(guard)), FakeWays.plain()),
                new GatewayLimits(1 << 20, Duration.ZERO));
    }

    private static Snapshot snapshot(int connections) {
        ProviderDescriptor acme = Fixture.provider("acme", WireFormat.OPENAI_CHAT, "a");
        Snapshot one = Fixture.snapshot(Map.of(), Settings.DEFAULT, acme);
        var accounts = java.util.stream.IntStream.rangeClosed(1, connections)
                .mapToObj(priority -> Fixture.connection("acme", priority))
                .toList();
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

    private String sent() {
        return new String(vendor.calls.get(vendor.calls.size() - 1).body(), StandardCharsets.UTF_8);
    }

    private UsageRecord onlyRecord() {
        assertThat(journal).hasSize(1);
        return journal.get(0);
    }
}

package io.omniroute.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.it.TestGateway;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.vendor.Voice;
import io.omniroute.it.wire.Dialect;
import io.omniroute.it.wire.RawCall;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.Step;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every fault of a vendor ends in the caller's own format, with a status that tells whose fault it was. */
class VendorFaultIT {
    private static final Reply REPLY = Reply.text("Half of it, and never the rest.");
    private static final List<VendorFault> BEFORE = List.of(
            VendorFault.at("refused connection", "-refused", 502, "refused"),
            VendorFault.at("unknown host", "-unknown", 502, "no-such-host.invalid"),
            VendorFault.at("untrusted certificate", "-tls", 502, "TLS"),
            VendorFault.at("silence before the first byte", "-impatient", 504, "400 ms"),
            VendorFault.answering("reset before the head", 502, "", Answer.resetBeforeHead()),
            VendorFault.answering("not HTTP", 502, "", Answer.garbage("SSH-2.0-OpenSSH_9.6\r\n\r\n")),
            VendorFault.answering("HTML with 200", 502, "", Answer.html(200, "<html><body>Sign in</body></html>")),
            VendorFault.answering("HTML with 503", 503, "", Answer.html(503, "<html><body>Come back</body></html>")),
            VendorFault.answering("HTML with 400", 400, "", Answer.html(400, "<html><body>What?</body></html>")),
            VendorFault.answering("broken JSON", 502, "", Answer.json("{\"id\": \"x\", \"choices\": [{")),
            VendorFault.answering("an array", 502, "", Answer.json("[]")),
            VendorFault.answering("an empty body", 502, "", Answer.json("")),
            VendorFault.answering("broken event", 502, "", Answer.sse("data: {\"id\": \"x\", \n\n")),
            VendorFault.answering("an event stream of nothing", 502, "", Answer.sse(": hello\n\n")),
            VendorFault.answering("an event stream of its end alone", 502, "", Answer.sse("data: [DONE]\n\n")),
            VendorFault.errorWith200(),
            VendorFault.error(400, 400),
            VendorFault.error(401, 401),
            VendorFault.error(403, 403),
            VendorFault.error(404, 404),
            VendorFault.error(422, 422),
            VendorFault.error(429, 429),
            VendorFault.error(500, 500),
            VendorFault.error(503, 503),
            VendorFault.error(529, 529));
    private static final List<VendorFault> AMID_WHOLE = List.of(
            VendorFault.half("reset amid the body", new Step.Reset()),
            VendorFault.half("hangup amid the body", new Step.Hangup()));

    private static TestGateway gateway;
    private static VendorNodes nodes;

    @BeforeAll
    static void connect() {
        gateway = TestGateway.get();
        nodes = new VendorNodes(gateway, "faults");
    }

    @AfterAll
    static void disconnect() {
        nodes.close();
    }

    @TestFactory
    Stream<DynamicTest> aFaultBeforeTheFirstEventHasItsStatus() {
        return everyPair()
                .flatMap(pair -> Stream.concat(
                        BEFORE.stream()
                                .flatMap(fault -> Stream.of(
                                        pair.test(fault.name() + ", whole", () -> before(pair, fault, false)),
                                        pair.test(fault.name() + ", streamed", () -> before(pair, fault, true)))),
                        AMID_WHOLE.stream().map(fault -> pair.test(fault.name(), () -> before(pair, fault, false)))));
    }

    @TestFactory
    Stream<DynamicTest> aFaultAfterTheFirstEventEndsTheStreamWithAnError() {
        return everyPair()
                .flatMap(pair -> Stream.of(
                        pair.test("silence between events", () -> amid(pair, "-impatient", Answer::thenSilence)),
                        pair.test("reset after the first event", () -> amid(pair, "", Answer::reset)),
                        pair.test("stream cut short", () -> amid(pair, "", Answer::hangup)),
                        pair.test("stream ended early", () -> amid(pair, "", answer -> answer)),
                        pair.test("broken event", () -> amid(pair, "", answer -> answer.chunk("data: {\"broken\n\n"))),
                        pair.test(
                                "error event",
                                () -> amid(
                                        pair,
                                        "",
                                        answer -> answer.chunk(
                                                pair.vendor().voice().errorEvent("It fell over."))))));
    }

    /** Each client with a vendor of its own format (bytes pass through) and with one of another (translated). */
    private static Stream<Pair> everyPair() {
        return Stream.of(Dialect.values())
                .flatMap(client -> Stream.of(
                        new Pair(client, client),
                        new Pair(client, client == Dialect.CHAT ? Dialect.MESSAGES : Dialect.CHAT)));
    }

    private record Pair(Dialect client, Dialect vendor) {
        DynamicTest test(String name, Runnable body) {
            return DynamicTest.dynamicTest(client + " -> " + vendor + ": " + name, body::run);
        }
    }

    private static void before(Pair pair, VendorFault fault, boolean streamed) {
        nodes.does(request -> fault.script().of(pair.vendor().voice(), streamed));

        try (RawCall call = call(pair, fault.node(), streamed)) {
            assertThat(call.status()).isEqualTo(fault.status());
            assertThat(call.header("content-type")).startsWith("application/json");
            assertThat(call.header("x-request-id")).isNotEmpty();
            String message = pair.client().errorMessage(call.json());
            assertThat(message).isNotBlank().contains(fault.message()).doesNotContain("<html>", "Exception", "java.");
        }
    }

    private static void amid(Pair pair, String node, UnaryOperator<Answer> end) {
        Voice voice = pair.vendor().voice();
        Answer begun = Answer.sse(voice.eventsUntilText(REPLY, new Seen()).toArray(String[]::new));
        nodes.does(request -> end.apply(begun));

        try (RawCall call = call(pair, node, true)) {
            assertThat(call.status()).isEqualTo(200);
            String stream = call.text();
            assertThat(stream)
                    .contains("Half")
                    .doesNotContain(pair.client().successMark())
                    .doesNotContain("[DONE]");
            assertThat(Pattern.compile(pair.client().failureMark())
                            .matcher(stream)
                            .results())
                    .as(stream)
                    .hasSize(1);
        }
    }

    private static RawCall call(Pair pair, String node, boolean streamed) {
        String model = nodes.model(pair.vendor(), node);
        Dialect client = pair.client();
        return RawCall.post(
                gateway.port(),
                client.path(model, streamed),
                client.headers(gateway.key()),
                client.body(model, streamed).toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}

package io.omniroute.it.fault;

import io.omniroute.it.TestGateway;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.wire.Dialect;
import io.omniroute.it.wire.RawCall;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/** A client that leaves ends the vendor's call, although nothing is being written that could fail. */
class LeavingClientIT {
    /** What is promised, from the client's leaving to the end that the vendor sees. */
    private static final int LIMIT_SECONDS = 1;

    private static TestGateway gateway;
    private static VendorNodes nodes;

    @BeforeAll
    static void connect() {
        gateway = TestGateway.get();
        nodes = new VendorNodes(gateway, "leaving");
    }

    @AfterAll
    static void disconnect() {
        nodes.close();
    }

    @TestFactory
    Stream<DynamicTest> whileTheVendorThinksWhole() {
        return clients(client -> leavesBeforeTheHead(client, false));
    }

    @TestFactory
    Stream<DynamicTest> whileTheVendorThinksStreamed() {
        return clients(client -> leavesBeforeTheHead(client, true));
    }

    @TestFactory
    Stream<DynamicTest> amidAStream() {
        return clients(client -> {
            Answer begun = Answer.sse(client.voice()
                    .eventsUntilText(Reply.text("Half of it."), new Seen())
                    .toArray(String[]::new));
            nodes.does(request -> begun.thenSilence());
            RawCall call = call(client, true);
            RecordedRequest request = nodes.vendor().awaitRequest();
            call.until("Half");
            call.close();
            awaitEnd(request);
        });
    }

    @TestFactory
    Stream<DynamicTest> whileTheVendorCounts() {
        return Stream.of(Dialect.MESSAGES, Dialect.GEMINI)
                .map(client -> DynamicTest.dynamicTest(client.toString(), () -> {
                    nodes.does(request -> Answer.silence());
                    String model = nodes.model(client, "");
                    String path = client == Dialect.MESSAGES
                            ? "/v1/messages/count_tokens"
                            : client.path(model, false).replace(":generateContent", ":countTokens");
                    RawCall call = RawCall.post(
                            gateway.port(), path, client.headers(gateway.key()), body(client, model, false));
                    RecordedRequest request = nodes.vendor().awaitRequest();
                    call.close();
                    awaitEnd(request);
                }));
    }

    @TestFactory
    Stream<DynamicTest> byResettingItsStreamWhileTheVendorThinks() {
        return clients(client -> {
            for (boolean streamed : new boolean[] {false, true}) {
                nodes.does(request -> Answer.silence());
                try (ResetStreams connection = new ResetStreams(gateway)) {
                    var call = connection.call(client, nodes.model(client, ""), streamed);
                    RecordedRequest request = nodes.vendor().awaitRequest();
                    call.cancel(true);
                    awaitEnd(request);
                    connection.requireConnected();
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> byResettingItsStreamAmidTheAnswer() {
        return clients(client -> {
            Answer begun = Answer.sse(client.voice()
                    .eventsUntilText(Reply.text("Half of it."), new Seen())
                    .toArray(String[]::new));
            nodes.does(request -> begun.thenSilence());
            try (ResetStreams connection = new ResetStreams(gateway)) {
                var call = connection.call(client, nodes.model(client, ""), true);
                RecordedRequest request = nodes.vendor().awaitRequest();
                call.join().body().close();
                awaitEnd(request);
                connection.requireConnected();
            }
        });
    }

    private static void leavesBeforeTheHead(Dialect client, boolean streamed) {
        nodes.does(request -> Answer.silence());
        RawCall call = call(client, streamed);
        RecordedRequest request = nodes.vendor().awaitRequest();
        call.close();
        awaitEnd(request);
    }

    private static void awaitEnd(RecordedRequest request) {
        try {
            request.disconnected().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the vendor's call went on", e);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<DynamicTest> clients(ThrowingConsumer<Dialect> test) {
        return Stream.of(Dialect.values())
                .map(client -> DynamicTest.dynamicTest(client.toString(), () -> test.accept(client)));
    }

    private static RawCall call(Dialect client, boolean streamed) {
        String model = nodes.model(client, "");
        return RawCall.post(
                gateway.port(),
                client.path(model, streamed),
                client.headers(gateway.key()),
                body(client, model, streamed));
    }

    private static byte[] body(Dialect client, String model, boolean streamed) {
        return client.body(model, streamed).toString().getBytes(StandardCharsets.UTF_8);
    }
}

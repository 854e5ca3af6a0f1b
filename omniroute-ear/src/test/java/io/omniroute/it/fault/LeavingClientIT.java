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

/** A client that leaves ends the vendor's call, although nothing is being written that could fail. */
class LeavingClientIT {
    /** Promised is a second; the rest is for a machine that builds other things meanwhile. */
    private static final int LIMIT_SECONDS = 4;

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

    private static Stream<DynamicTest> clients(java.util.function.Consumer<Dialect> test) {
        return Stream.of(Dialect.values())
                .map(client -> DynamicTest.dynamicTest(client.toString(), () -> test.accept(client)));
    }

    private static RawCall call(Dialect client, boolean streamed) {
        String model = nodes.model(client, "");
        byte[] body = client.body(model, streamed).toString().getBytes(StandardCharsets.UTF_8);
        return RawCall.post(gateway.port(), client.path(model, streamed), client.headers(gateway.key()), body);
    }
}

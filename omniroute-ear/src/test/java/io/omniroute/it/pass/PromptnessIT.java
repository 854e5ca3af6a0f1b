package io.omniroute.it.pass;

import io.omniroute.it.TestGateway;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.vendor.Voice;
import io.omniroute.it.wire.Dialect;
import io.omniroute.it.wire.RawCall;
import io.omniroute.testkit.Answer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Nothing is held back: a vendor waits with its second event until the client has the first. */
class PromptnessIT {
    private static final Reply REPLY = Reply.text("Half of it, and then the rest.");

    private static TestGateway gateway;
    private static Relay relay;

    @BeforeAll
    static void connect() {
        gateway = TestGateway.get();
        relay = new Relay(gateway, "prompt");
    }

    @AfterAll
    static void disconnect() {
        relay.close();
    }

    @TestFactory
    Stream<DynamicTest> theFirstPieceLeavesBeforeTheSecondComes() {
        return Stream.of(Dialect.values()).flatMap(client -> Stream.of(Dialect.values())
                .map(vendor -> DynamicTest.dynamicTest(client + " -> " + vendor, () -> {
                    CountDownLatch seen = new CountDownLatch(1);
                    relay.answers(inTwo(vendor.voice(), seen));
                    String model = relay.model(vendor);
                    try (RawCall call = Relay.call(
                            gateway.port(),
                            client,
                            model,
                            true,
                            client.headers(gateway.key()),
                            client.body(model, true).toString())) {
                        call.until("Half");
                        seen.countDown();
                        call.until(client.successMark());
                    }
                    relay.request();
                })));
    }

    private static Answer inTwo(Voice voice, CountDownLatch gate) {
        List<String> first = voice.eventsUntilText(REPLY, new Seen());
        List<String> all = voice.events(REPLY, new Seen());
        return Answer.sse(String.join("", first))
                .await(gate)
                .chunk(String.join("", all.subList(first.size(), all.size())));
    }
}

package io.omniroute.it.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.it.TestGateway;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.wire.Dialect;
import io.omniroute.it.wire.RawCall;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The log is for its operator: whatever a client does is no fault of the gateway, and no stack trace. */
class QuietLogIT {
    @Test
    void aWholeLifeWithClientsThatLeaveAndErrLeavesNoStackTrace() {
        try (TestGateway gateway = TestGateway.start(Map.of());
                Relay relay = new Relay(gateway, "quiet")) {
            for (Dialect client : Dialect.values()) {
                for (Dialect vendor :
                        new Dialect[] {client, client == Dialect.CHAT ? Dialect.MESSAGES : Dialect.CHAT}) {
                    leaveWhileTheVendorThinks(gateway, relay, client, vendor);
                    leaveAmidAStream(gateway, relay, client, vendor);
                    leaveJustBeforeTheAnswer(gateway, relay, client, vendor);
                }
                err(gateway, client);
            }
            gateway.stop(); // lets the calls end first

            assertThat(ofTheGateway(Logs.written(gateway)).filter(line -> line.startsWith("\tat ")))
                    .isEmpty();
        }
    }

    /** Without what the JDK's logging says of itself when the JVM closes its files while the server still logs. */
    private static Stream<String> ofTheGateway(String log) {
        return log.replaceAll(
                        "java\\.util\\.logging\\.ErrorManager: .*\\R(?:(?!\\tat ).*\\R){0,2}(?:(?:\\tat |Caused by: |\\t\\.\\.\\. ).*\\R)+",
                        "")
                .lines();
    }

    private static void leaveWhileTheVendorThinks(TestGateway gateway, Relay relay, Dialect client, Dialect vendor) {
        for (boolean streamed : new boolean[] {false, true}) {
            relay.answers(Answer.silence());
            RawCall call = call(gateway, relay.model(vendor), client, streamed);
            RecordedRequest request = relay.request();
            call.close();
            request.disconnected().join();
        }
    }

    private static void leaveAmidAStream(TestGateway gateway, Relay relay, Dialect client, Dialect vendor) {
        Reply reply = Reply.text("Half of it.");
        relay.answers(Answer.sse(String.join("", vendor.voice().eventsUntilText(reply, new Seen())))
                .thenSilence());
        RawCall call = call(gateway, relay.model(vendor), client, true);
        RecordedRequest request = relay.request();
        call.until("Half");
        call.close();
        request.disconnected().join();
    }

    /** Here the answer goes on, so that it is mostly a write that fails. */
    private static void leaveJustBeforeTheAnswer(TestGateway gateway, Relay relay, Dialect client, Dialect vendor) {
        for (boolean streamed : new boolean[] {false, true}) {
            CountDownLatch left = new CountDownLatch(1);
            Reply reply = Reply.text("Into the void. ".repeat(10_000));
            Answer answer = streamed
                    ? Answer.sse(vendor.voice().events(reply, new Seen()).toArray(String[]::new))
                    : Answer.json(vendor.voice().whole(reply, new Seen()));
            relay.answers(answer.after(left));
            RawCall call = call(gateway, relay.model(vendor), client, streamed);
            relay.request();
            call.close();
            left.countDown();
        }
    }

    private static void err(TestGateway gateway, Dialect client) {
        String path = client.path("no/model", false);
        Map<String, String> headers = client.headers(gateway.key());
        for (String body : new String[] {"", "{", "[]", "{\"model\":7}", "null"}) {
            try (RawCall call = RawCall.post(gateway.port(), path, headers, body.getBytes(StandardCharsets.UTF_8))) {
                assertThat(call.status()).isBetween(400, 499);
            }
        }
        RawCall.announce(gateway.port(), path, headers, 1_000, "{".getBytes(StandardCharsets.UTF_8))
                .close();
    }

    private static RawCall call(TestGateway gateway, String model, Dialect client, boolean streamed) {
        String body = client.body(model, streamed).toString();
        return RawCall.post(gateway.port(), client.path(model, streamed), client.headers(gateway.key()), body);
    }
}

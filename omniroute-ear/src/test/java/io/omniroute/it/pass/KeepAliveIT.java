package io.omniroute.it.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.it.TestGateway;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.vendor.Voice;
import io.omniroute.it.wire.Dialect;
import io.omniroute.it.wire.RawCall;
import io.omniroute.testkit.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gateway that fills every second of silence with a comment. */
class KeepAliveIT {
    private static final Reply REPLY = Reply.text("Half of it, and then the rest.");
    private static final String COMMENT = ": keep-alive\n\n";

    private static TestGateway gateway;
    private static Relay relay;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of("OMNIROUTE_KEEP_ALIVE_SECONDS", "1"));
        relay = new Relay(gateway, "silent");
    }

    @AfterAll
    static void stop() {
        relay.close();
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource
    void silenceBeforeTheFirstEventAndBetweenEventsIsFilled(Dialect client) {
        Dialect vendor = client == Dialect.CHAT ? Dialect.MESSAGES : Dialect.CHAT;
        for (Dialect format : List.of(client, vendor)) {
            Voice voice = format.voice();
            CountDownLatch begin = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            List<String> first = voice.eventsUntilText(REPLY, new Seen());
            List<String> all = voice.events(REPLY, new Seen());
            relay.answers(Answer.sse(String.join("", first))
                    .after(begin)
                    .await(goOn)
                    .chunk(String.join("", all.subList(first.size(), all.size()))));
            try (RawCall call = call(client, format)) {
                assertThat(call.status()).isEqualTo(200);
                assertThat(call.until(COMMENT)).isEqualTo(COMMENT);
                begin.countDown();
                call.until("Half");
                call.until(COMMENT);
                goOn.countDown();
                call.until(client.successMark());
            }
            relay.request();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFailureAfterAnEarlyHeadIsToldInTheStream(Dialect client) {
        CountDownLatch begin = new CountDownLatch(1);
        relay.answers(Answer.of(500, "application/json", client.voice().error(500, "It fell over."))
                .after(begin));
        try (RawCall call = call(client, client)) {
            assertThat(call.status()).isEqualTo(200);
            call.until(COMMENT);
            begin.countDown();
            assertThat(call.text()).contains("It fell over.").containsPattern(client.failureMark());
        }
        relay.request();
    }

    private static RawCall call(Dialect client, Dialect vendor) {
        String model = relay.model(vendor);
        return RawCall.post(
                gateway.port(),
                client.path(model, true),
                client.headers(gateway.key()),
                client.body(model, true).toString());
    }
}

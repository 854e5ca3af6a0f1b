package io.omniroute.it.pass;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.it.TestGateway;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.vendor.Voice;
import io.omniroute.it.wire.Dialect;
import io.omniroute.it.wire.RawCall;
import io.omniroute.testkit.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
                    try (RawCall call = RawCall.post(
                            gateway.port(),
                            client.path(model, true),
                            client.headers(gateway.key()),
                            client.body(model, true).toString())) {
                        call.until("Half");
                        seen.countDown();
                        call.until(client.successMark());
                    }
                    relay.request();
                })));
    }

    /** The JDK's client offers an upgrade by default, and its first call takes the road of it: body first, then HTTP/2. */
    @TestFactory
    Stream<DynamicTest> theFirstPieceLeavesAtOnceOverHttp2() {
        return Stream.of(Dialect.values())
                .map(client -> DynamicTest.dynamicTest(client.toString(), () -> {
                    CountDownLatch seen = new CountDownLatch(1);
                    relay.answers(inTwo(client.voice(), seen));
                    String model = relay.model(client);
                    HttpRequest.Builder request = HttpRequest.newBuilder(
                                    URI.create(gateway.url() + client.path(model, true)))
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    client.body(model, true).toString()));
                    client.headers(gateway.key()).forEach(request::header);
                    try (HttpClient http = HttpClient.newHttpClient()) {
                        HttpResponse<Stream<String>> response =
                                http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
                        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
                        assertThat(response.statusCode()).isEqualTo(200);
                        assertThat(response.body()
                                        .peek(line -> {
                                            if (line.contains("Half")) {
                                                seen.countDown();
                                            }
                                        })
                                        .anyMatch(line -> line.contains(client.successMark())))
                                .isTrue();
                    }
                    relay.request();
                }));
    }

    private static Answer inTwo(Voice voice, CountDownLatch gate) {
        List<String> first = voice.eventsUntilText(REPLY, new Seen());
        List<String> all = voice.events(REPLY, new Seen());
        return Answer.sse(String.join("", first))
                .await(gate)
                .chunk(String.join("", all.subList(first.size(), all.size())));
    }
}

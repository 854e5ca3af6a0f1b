package io.omniroute.it.pass;

import static io.omniroute.it.conversation.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.TestGateway;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.conversation.Trees;
import io.omniroute.it.wire.Dialect;
import io.omniroute.it.wire.RawCall;
import io.omniroute.testkit.Answer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A vendor that goes away inside the last event of an answer, in a way that HTTP takes for a good end. */
class CutStreamIT {
    private static final Reply REPLY = Reply.text("All of it, but for the last byte.");

    private static TestGateway gateway;
    private static Relay relay;

    @BeforeAll
    static void start() {
        gateway = TestGateway.start(Map.of());
        gateway.patch("/api/resilience", object("enabled", false));
        gateway.put("/api/settings/cache", object("enabled", true, "anyTemperature", true));
        relay = new Relay(gateway, "cut");
    }

    @AfterAll
    static void stop() {
        relay.close();
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerThatIsCutInItsLastEventFailsAndIsNotKept(Dialect format) {
        String key = gateway.newKey("one-choice-" + format); // a cache of its own
        List<String> events = format.voice().events(REPLY, new Seen());
        List<String> answer = format == Dialect.CHAT ? events.subList(0, events.size() - 2) : events;
        String before = String.join("", answer.subList(0, answer.size() - 1));
        String last = answer.get(answer.size() - 1);
        for (int cut : List.of(last.indexOf('{') + 1, last.length() / 2, last.lastIndexOf('}'))) {
            relay.answers(Answer.sse(before, last.substring(0, cut)));
            requireFailure(format, key, before);
        }
        relay.answers(Answer.sse(String.join("", events)));
        try (RawCall call = call(format, key)) {
            assertThat(call.header("x-omniroute-cache")).isEqualTo("MISS");
            assertThat(call.text()).contains(format.successMark());
            relay.request();
        }
        try (RawCall call = call(format, key)) {
            assertThat(call.header("x-omniroute-cache")).isEqualTo("HIT");
            assertThat(call.text()).contains(format.successMark());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CHAT", "GEMINI"})
    void anAnswerThatEndsWhileAnotherChoiceGoesOnFailsAndIsNotKept(Dialect format) {
        String key = gateway.newKey("two-choices-" + format); // a cache of its own
        List<String> events = format.voice().events(REPLY, new Seen());
        int end = IntStream.range(0, events.size())
                .filter(i -> events.get(i).contains(format.successMark()))
                .findFirst()
                .orElseThrow();
        String other = events.get(end - 1).replace("\"index\":0", "\"index\":1");
        String before = String.join("", events.subList(0, end)) + other + events.get(end);
        for (int i = 0; i < 2; i++) {
            relay.answers(Answer.sse(before));
            requireFailure(format, key, before);
        }
    }

    private static void requireFailure(Dialect format, String key, String before) {
        try (RawCall call = call(format, key)) {
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.header("x-omniroute-cache")).isEqualTo("MISS");
            String stream = call.text();
            assertThat(stream).startsWith(before);
            requireOneError(format, stream.substring(before.length()));
            JsonNode logged = Logs.of(gateway, call.header("x-request-id"));
            assertThat(logged.path("status").asInt()).isEqualTo(502);
            assertThat(logged.path("error").asText()).contains("before the answer was complete");
            relay.request();
        }
    }

    /** One event, whole, in the format's own words. */
    private static void requireOneError(Dialect format, String event) {
        assertThat(event).matches("(event: [a-z.]+\n)?data: \\{.*}\n\n");
        assertThat(event).containsPattern("^" + format.failureMark());
        JsonNode data = Trees.parse(event.substring(event.indexOf('{')));
        if (format == Dialect.RESPONSES) {
            assertThat(event).startsWith("event: response.failed\n");
            assertThat(data.at("/response/status").asText()).isEqualTo("failed");
        } else {
            assertThat(format.errorMessage(data)).contains("before the answer was complete");
        }
    }

    private static RawCall call(Dialect format, String key) {
        String model = relay.model(format);
        return RawCall.post(
                gateway.port(),
                format.path(model, true),
                format.headers(key),
                format.body(model, true).toString());
    }
}

package io.omniroute.it.pass;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.omniroute.it.TestGateway;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.conversation.Trees;
import io.omniroute.it.vendor.StrictVendor;
import io.omniroute.it.wire.Dialect;
import io.omniroute.it.wire.RawCall;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.RecordedRequest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call between equal formats is the vendor's own, byte for byte, but for the model's name and the account. */
class PassThroughIT {
    /** Unknown members, odd white space, escapes, spellings of numbers, what caches and proofs hang on. */
    private static final String ODDITIES = """
            "temperature" : 1.0E-1,\t"x_unknown":{"b":1,"a":[ 1.50 , 1e3,-0.0 ]},
              "cache_control":{"type":"ephemeral"}, "signature":"EqQB/+==\\u00e4\\/", "empty" : {  }""";

    private static TestGateway gateway;
    private static Relay relay;

    @BeforeAll
    static void connect() {
        gateway = TestGateway.get();
        relay = new Relay(gateway, "pass");
    }

    @AfterAll
    static void disconnect() {
        relay.close();
    }

    @ParameterizedTest
    @EnumSource
    void aRequestKeepsItsBytesSaveForTheModel(Dialect format) {
        relay.answers(Answer.json(format.voice().whole(Reply.text("Fine."), new Seen())));
        String plain = format.body(relay.model(format), false).toString();
        String body = "  {" + ODDITIES + ",\r\n" + plain.substring(1) + "\n";

        try (RawCall call = call(format, false, body)) {
            assertThat(call.status()).isEqualTo(200);
        }

        String expected = body.replace(relay.model(format), Relay.MODEL);
        assertThat(relay.request().text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void aWholeAnswerKeepsItsBytes(Dialect format) {
        JsonNode whole = Trees.parse(format.voice().whole(Reply.text("Fein \u00e4\u4eac."), new Seen()));
        String answer = "\n {" + ODDITIES + " ,\n" + whole.toString().substring(1) + " \n";
        relay.answers(Answer.json(answer));

        try (RawCall call =
                call(format, false, format.body(relay.model(format), false).toString())) {
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.text()).isEqualTo(answer);
        }
        relay.request();
    }

    @ParameterizedTest
    @EnumSource
    void aStreamKeepsItsBytesCommentsAndLineEnds(Dialect format) {
        StringBuilder stream = new StringBuilder(": VENDOR PROCESSING\n\n");
        for (String event : format.voice().events(Reply.text("Fein, \u00e4\u4eac."), new Seen())) {
            stream.append(event.replace("data: {", "data:{" + ODDITIES.replace("\n", "") + ", "))
                    .append(": more\n\n");
        }
        relay.answers(Answer.sse(stream.toString()).crlf());
        String body = format.body(relay.model(format), true).toString();
        String asking = format == Dialect.CHAT
                ? body.replaceFirst("\\{", "{\"stream_options\":{\"include_usage\":true},")
                : body;

        try (RawCall call = call(format, true, asking)) {
            assertThat(call.header("content-type")).startsWith("text/event-stream");
            assertThat(call.text()).isEqualTo(stream.toString().replace("\n", "\r\n"));
        }
        String expected = asking.replace(relay.model(format), Relay.MODEL);
        assertThat(relay.request().text()).isEqualTo(expected);
    }

    @Test
    void usageIsAskedForAndItsChunkWithheldFromAChatClientThatDidNotAsk() {
        List<String> events = Dialect.CHAT.voice().events(Reply.text("Counted."), new Seen());
        relay.answers(Answer.sse(events.toArray(String[]::new)));
        String body = Dialect.CHAT.body(relay.model(Dialect.CHAT), true).toString();

        Map<String, String> headers = with(Dialect.CHAT, Map.of("X-Request-Id", "usage-is-withheld"));
        try (RawCall call =
                RawCall.post(gateway.port(), Dialect.CHAT.path(relay.model(Dialect.CHAT), true), headers, body)) {
            String seen = call.text();
            String usageChunk = events.stream()
                    .filter(event -> event.contains("\"choices\":[]"))
                    .findFirst()
                    .orElseThrow();
            assertThat(seen).isEqualTo(String.join("", events).replace(usageChunk, ""));
        }
        JsonNode asked = Trees.parse(relay.request().body());
        assertThat(asked.at("/stream_options/include_usage").asBoolean()).isTrue();
        assertThat(Logs.of(gateway, "usage-is-withheld").at("/tokens/input").asInt())
                .isEqualTo(21);
    }

    @ParameterizedTest
    @EnumSource
    void onlyHeadersOfTheAllowlistTravel(Dialect format) {
        relay.answers(Answer.json(format.voice().whole(Reply.text("Fine."), new Seen())));
        Map<String, String> headers = with(
                format,
                Map.of(
                        "User-Agent", "their-sdk/1.2",
                        "anthropic-beta", "some-beta",
                        "OpenAI-Beta", "other-beta",
                        "X-Stainless-Lang", "java",
                        "x-app", "cli",
                        "Cookie", "session=secret-cookie",
                        "X-Forwarded-For", "203.0.113.7",
                        "X-OmniRoute-Strict", "false",
                        "X-Unknown", "unknown-header"));

        try (RawCall call = RawCall.post(
                gateway.port(),
                format.path(relay.model(format), false),
                headers,
                format.body(relay.model(format), false).toString())) {
            assertThat(call.status()).isEqualTo(200);
        }

        RecordedRequest request = relay.request();
        assertThat(request.header("user-agent")).contains("their-sdk/1.2");
        assertThat(request.header("anthropic-beta")).contains("some-beta");
        assertThat(request.header("openai-beta")).contains("other-beta");
        assertThat(request.header("x-stainless-lang")).contains("java");
        assertThat(request.header("x-app")).contains("cli");
        String all = request.path() + request.headers();
        assertThat(all).contains(StrictVendor.KEY).doesNotContain(gateway.key());
        assertThat(all).doesNotContain("secret-cookie", "203.0.113.7", "unknown-header", "omniroute-strict");
    }

    @ParameterizedTest
    @EnumSource
    void theAnswerSaysWhoAnswered(Dialect format) {
        for (Dialect vendor : Dialect.values()) {
            relay.answers(Answer.json(vendor.voice().whole(Reply.text("Fine."), new Seen()))
                    .header("Set-Cookie", "vendor=cookie")
                    .header("x-ratelimit-remaining-requests", "9"));
            Map<String, String> headers = with(format, Map.of("X-Request-Id", "my-own-id." + format));

            try (RawCall call = RawCall.post(
                    gateway.port(),
                    format.path(relay.model(vendor), false),
                    headers,
                    format.body(relay.model(vendor), false).toString())) {
                assertThat(call.status()).isEqualTo(200);
                assertThat(call.header("x-omniroute-provider")).isEqualTo(relay.prefix(vendor));
                assertThat(call.header("x-omniroute-model")).isEqualTo(Relay.MODEL);
                assertThat(call.header("x-omniroute-connection")).isNotEmpty();
                assertThat(call.header("x-omniroute-attempts")).isEqualTo("1");
                assertThat(call.header("x-request-id")).isEqualTo("my-own-id." + format);
                assertThat(call.headers()).doesNotContainKeys("set-cookie", "server", "x-powered-by");
                assertThat(call.header("x-ratelimit-remaining-requests")).isEqualTo(format == vendor ? "9" : "");
            }
            relay.request();
        }
    }

    @Test
    void everyCallGetsARequestIdOfItsOwn() {
        relay.answers(Answer.json(Dialect.CHAT.voice().whole(Reply.text("Fine."), new Seen())));
        String body = Dialect.CHAT.body(relay.model(Dialect.CHAT), false).toString();
        List<String> ids = Stream.of(1, 2)
                .map(i -> {
                    try (RawCall call = call(Dialect.CHAT, false, body)) {
                        return call.header("x-request-id");
                    }
                })
                .toList();
        assertThat(ids).doesNotHaveDuplicates().noneMatch(String::isEmpty);
        relay.request();
        relay.request();
    }

    @Test
    void aLossIsNamedAndRefusedInStrictMode() {
        relay.answers(Answer.json(Dialect.MESSAGES.voice().whole(Reply.text("Fine."), new Seen())));
        String model = relay.model(Dialect.MESSAGES);
        String body = Dialect.CHAT.body(model, false).put("seed", 7).toString();

        try (RawCall call = RawCall.post(
                gateway.port(), Dialect.CHAT.path(model, false), Dialect.CHAT.headers(gateway.key()), body)) {
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.header("x-omniroute-lossy")).isEqualTo("seed");
        }
        relay.request();

        Map<String, String> strict = with(Dialect.CHAT, Map.of("X-OmniRoute-Strict", "true"));
        try (RawCall call = RawCall.post(gateway.port(), Dialect.CHAT.path(model, false), strict, body)) {
            assertThat(call.status()).isEqualTo(400);
            assertThat(call.json().at("/error/param").asText()).isEqualTo("seed");
        }
        String lossless = Dialect.CHAT.body(model, false).toString();
        try (RawCall call = RawCall.post(gateway.port(), Dialect.CHAT.path(model, false), strict, lossless)) {
            assertThat(call.status()).isEqualTo(200);
            assertThat(call.headers()).doesNotContainKey("x-omniroute-lossy");
        }
        relay.request();
    }

    @Test
    void aKeyInTheQueryIsTakenAndNeverLogged() {
        relay.answers(Answer.json(Dialect.GEMINI.voice().whole(Reply.text("Fine."), new Seen())));
        String key = gateway.newKey("in-the-query");
        String path = Dialect.GEMINI.path(relay.model(Dialect.GEMINI), false) + "?key=" + key;
        byte[] body = Dialect.GEMINI.body("", false).toString().getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = Map.of("Content-Type", "application/json");

        try (RawCall call = RawCall.post(gateway.port(), path, headers, body)) {
            assertThat(call.status()).isEqualTo(200);
        }
        assertThat(relay.request().path()).doesNotContain("key=");
        try (RawCall call =
                RawCall.post(gateway.port(), path.replace("generateContent", "no-such-method"), headers, body)) {
            assertThat(call.status()).isEqualTo(404);
            assertThat(call.text()).doesNotContain(key);
        }
        assertThat(Logs.written(gateway)).isNotEmpty().doesNotContain(key).doesNotContain(StrictVendor.KEY);
    }

    private static Map<String, String> with(Dialect format, Map<String, String> more) {
        Map<String, String> headers = new HashMap<>(format.headers(gateway.key()));
        headers.putAll(more);
        return headers;
    }

    private static RawCall call(Dialect format, boolean streamed, String body) {
        return RawCall.post(
                gateway.port(), format.path(relay.model(format), streamed), format.headers(gateway.key()), body);
    }
}

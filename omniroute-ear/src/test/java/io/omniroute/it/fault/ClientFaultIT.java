package io.omniroute.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.it.TestGateway;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.wire.Dialect;
import io.omniroute.it.wire.RawCall;
import io.omniroute.testkit.Answer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever a client does wrong is told it with 4xx, in its own format, naming the place. */
class ClientFaultIT {
    private static TestGateway gateway;
    private static VendorNodes nodes;

    @BeforeAll
    static void connect() {
        gateway = TestGateway.get();
        nodes = new VendorNodes(gateway, "client-faults");
    }

    @AfterAll
    static void disconnect() {
        nodes.close();
    }

    @TestFactory
    Stream<DynamicTest> aWrongBodyIsToldWhatIsWrong() {
        return Stream.of(Dialect.values()).flatMap(client -> {
            String body = body(client);
            return Stream.of(
                    refused(client, "no body", "", 400, "body"),
                    refused(client, "not JSON", "hello", 400, "JSON"),
                    refused(client, "an array", "[" + body + "]", 400, "object"),
                    refused(client, "cut short", body.substring(0, body.length() - 3), 400, "JSON"),
                    refused(client, "something behind it", body + "{}", 400, ""),
                    refused(client, "deep nesting", deep(body), 400, ""),
                    refused(client, "invalid UTF-8", body.replace("Hello?", "\u00ff\u00fe"), 400, "JSON"),
                    refused(client, "conversation of a wrong type", replaced(client, "\"x\":1"), 400, place(client)));
        });
    }

    @TestFactory
    Stream<DynamicTest> aWrongModelOrStreamIsNamed() {
        return Stream.of(Dialect.CHAT, Dialect.RESPONSES, Dialect.MESSAGES).flatMap(client -> {
            String body = body(client);
            return Stream.of(
                    refused(client, "no model", body.replace("\"model\"", "\"modell\""), 400, "model"),
                    refused(client, "model of a wrong type", with(client, "model", "7"), 400, "model"),
                    refused(client, "model twice", "{\"model\":\"a/b\"," + body.substring(1), 400, "model"),
                    refused(client, "stream of a wrong type", with(client, "stream", "\"yes\""), 400, "stream"));
        });
    }

    @TestFactory
    Stream<DynamicTest> anUnknownModelIsNotFound() {
        return Stream.of(Dialect.values()).flatMap(client -> Stream.of(
                        "nobody/model", "nothing-like-this", "faults-none/")
                .map(model -> DynamicTest.dynamicTest(client + ": " + model, () -> {
                    byte[] body = client.body(model, false).toString().getBytes(StandardCharsets.UTF_8);
                    expect(
                            client,
                            RawCall.post(
                                    gateway.port(), client.path(model, false), client.headers(gateway.key()), body),
                            404,
                            model);
                })));
    }

    @TestFactory
    Stream<DynamicTest> noCallWithoutAKey() {
        return Stream.of(Dialect.values())
                .flatMap(client -> Stream.of(
                        DynamicTest.dynamicTest(
                                client + ": unknown key",
                                () -> expect(
                                        client, post(client, client.headers("sk-unknown"), body(client)), 401, "key")),
                        DynamicTest.dynamicTest(client + ": no key", () -> {
                            Map<String, String> headers = new HashMap<>(client.headers(""));
                            headers.keySet().removeIf(name -> name.equals("Authorization") || name.endsWith("-key"));
                            expect(client, post(client, headers, body(client)), 401, "key");
                        })));
    }

    @TestFactory
    Stream<DynamicTest> aBodyOverTheLimitIsTurnedAwayUnread() {
        return Stream.of(Dialect.values())
                .map(client -> DynamicTest.dynamicTest(client.toString(), () -> {
                    byte[] begin = body(client).getBytes(StandardCharsets.UTF_8);
                    String path = client.path(model(client), false);
                    expect(
                            client,
                            RawCall.announce(gateway.port(), path, client.headers(gateway.key()), 60_000_000, begin),
                            413,
                            "limit");
                }));
    }

    @TestFactory
    Stream<DynamicTest> wrongMethodsAndPathsAreToldInTheCallersFormat() {
        return Stream.of(Dialect.values())
                .flatMap(client -> Stream.of(
                        DynamicTest.dynamicTest(
                                client + ": wrong method",
                                () -> expect(client, send(client, "PUT", client.path(model(client), false)), 405, "")),
                        DynamicTest.dynamicTest(
                                client + ": wrong path",
                                () -> expect(
                                        client,
                                        send(
                                                client,
                                                "POST",
                                                client == Dialect.GEMINI
                                                        ? "/v1beta/nothing"
                                                        : client.path("", false) + "/nothing/here"),
                                        404,
                                        ""))));
    }

    @TestFactory
    Stream<DynamicTest> mutatedBodiesNeverGiveAServerError() {
        nodes.does(request -> {
            Dialect vendor = Stream.of(Dialect.values())
                    .filter(dialect ->
                            request.path().startsWith(dialect.path("", false).replace(":generateContent", "")))
                    .findFirst()
                    .orElseThrow();
            return Answer.json(vendor.voice().whole(Reply.text("Fine."), new Seen()));
        });
        return Stream.of(Dialect.values())
                .map(client -> DynamicTest.dynamicTest(client + ", 150 mutations", () -> {
                    for (Dialect vendor : Dialect.values()) {
                        Mutations mutations = new Mutations(client, nodes.model(vendor, ""), 4711 + vendor.ordinal());
                        for (int i = 0; i < 40; i++) {
                            expectNoServerError(client, nodes.model(vendor, ""), mutations.next());
                        }
                    }
                }));
    }

    private static void expectNoServerError(Dialect client, String model, byte[] body) {
        try (RawCall call =
                RawCall.post(gateway.port(), client.path(model, false), client.headers(gateway.key()), body)) {
            assertThat(call.status())
                    .as(() -> new String(body, StandardCharsets.UTF_8) + " gave " + call.text())
                    .isLessThan(500);
        }
    }

    private static DynamicTest refused(Dialect client, String name, String body, int status, String message) {
        return DynamicTest.dynamicTest(
                client + ": " + name,
                () -> expect(client, post(client, client.headers(gateway.key()), body), status, message));
    }

    private static void expect(Dialect client, RawCall answered, int status, String message) {
        try (RawCall call = answered) {
            assertThat(call.status()).isEqualTo(status);
            assertThat(client.errorMessage(call.json()))
                    .containsIgnoringCase(message)
                    .doesNotContain("Exception");
            assertThat(call.header("x-request-id")).isNotEmpty();
        }
    }

    private static RawCall post(Dialect client, Map<String, String> headers, String body) {
        // invalid UTF-8 is made of characters that Latin-1 writes as single bytes
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        return RawCall.post(gateway.port(), client.path(model(client), false), headers, bytes);
    }

    private static RawCall send(Dialect client, String method, String path) {
        return RawCall.send(
                gateway.port(),
                method,
                path,
                client.headers(gateway.key()),
                body(client).getBytes(StandardCharsets.UTF_8));
    }

    /** Of a vendor of another format: a body of the same one passes through, and judging it is the vendor's business. */
    private static String model(Dialect client) {
        return nodes.model(client == Dialect.CHAT ? Dialect.MESSAGES : Dialect.CHAT, "");
    }

    private static String body(Dialect client) {
        return client.body(model(client), false).toString();
    }

    private static String with(Dialect client, String member, String json) {
        ObjectNode body = client.body(model(client), false);
        body.remove(member);
        return "{\"" + member + "\":" + json + "," + body.toString().substring(1);
    }

    private static String place(Dialect client) {
        return switch (client) {
            case CHAT, MESSAGES -> "messages";
            case RESPONSES -> "input";
            case GEMINI -> "contents";
        };
    }

    private static String replaced(Dialect client, String members) {
        ObjectNode body = client.body(model(client), false);
        body.set(place(client), io.omniroute.it.conversation.Trees.parse("{" + members + "}"));
        return body.toString();
    }

    private static String deep(String body) {
        return body.substring(0, body.length() - 1) + ",\"deep\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    }
}

package io.omniroute.provider.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.catalog.Timeouts;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.outbound.ProxyServer;
import io.omniroute.provider.outbound.ProxyServer.Kind;
import io.omniroute.provider.outbound.ProxyServer.Login;
import io.omniroute.provider.store.Secret;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.ScriptedProxy;
import io.omniroute.testkit.ScriptedProxy.Manner;
import io.omniroute.testkit.ScriptedVendor;
import io.omniroute.testkit.TestCertificate;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProxyTest {
    private static final String LOGIN = "tester:very-secret p:w";
    private static final Timeouts HASTY =
            new Timeouts(Duration.ofMillis(100), Duration.ofSeconds(20), Duration.ofSeconds(20));

    private final Transport transport = new Transport(TestCertificate.trustingContext());
    private final HttpProviderClient client = new HttpProviderClient(transport);

    @AfterEach
    void stop() {
        transport.close();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void reachesAVendorInTheClearAndUnderTls(Kind kind) throws IOException {
        try (ScriptedProxy proxy = ScriptedProxy.start(kind);
                ScriptedVendor plain = ScriptedVendor.answering(Answer.json("{\"plain\":true}"));
                ScriptedVendor secure = ScriptedVendor.startTls(request -> Answer.json("{\"secure\":true}"))) {
            assertThat(answer(plain, server(kind, proxy))).isEqualTo("{\"plain\":true}");
            assertThat(answer(secure, server(kind, proxy))).isEqualTo("{\"secure\":true}");
            // the address in the clear, the name under TLS
            assertThat(proxy.targets()).containsExactly("127.0.0.1:" + plain.port(), "localhost:" + secure.port());
            assertThat(plain.requests().get(0).header("proxy-authorization")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void logsInWhereAskedTo(Kind kind) throws IOException {
        try (ScriptedProxy proxy = ScriptedProxy.guarded(kind, LOGIN);
                ScriptedVendor vendor = ScriptedVendor.answering(Answer.json("{}"))) {
            assertThat(answer(vendor, server(kind, proxy, "tester", "very-secret p:w")))
                    .isEqualTo("{}");
            Failure none = failure(vendor, server(kind, proxy));
            assertThat(none.code()).contains("proxy_login_required");
            Failure wrong = failure(vendor, server(kind, proxy, "tester", "other-secret"));
            assertThat(wrong.code()).contains("proxy_login_refused");
            assertThat(wrong.kind()).isEqualTo(FailureKind.PROXY_FAILED);
            assertThat(wrong.message())
                    .contains(":" + proxy.port())
                    .doesNotContain("tester")
                    .doesNotContain("secret");
            assertThat(vendor.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aRefusedTunnelIsTheProxysFaultWithItsReason(Kind kind) {
        Failure failure = misbehaving(kind, Manner.REFUSES);
        assertThat(failure.code()).contains("proxy_refused");
        assertThat(failure.message()).contains(kind == Kind.SOCKS5 ? "connection refused" : "status 502");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anAnswerThatBreaksOffIsSaidSo(Kind kind) {
        assertThat(misbehaving(kind, Manner.BREAKS_OFF).code()).contains("proxy_closed");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsNoProxyIsSaidSo(Kind kind) {
        Failure failure = misbehaving(kind, Manner.BABBLES);
        assertThat(failure.code()).contains("proxy_garbled");
        assertThat(failure.message()).contains("'" + kind.word() + "'");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aSilentProxyIsWaitedForAsLongAsAConnectionMayTake(Kind kind) {
        Failure failure = misbehaving(kind, Manner.SILENT);
        assertThat(failure.code()).contains("proxy_timeout");
        assertThat(failure.message()).contains("within 100 ms");
    }

    private Failure misbehaving(Kind kind, Manner manner) {
        try (ScriptedProxy proxy = ScriptedProxy.start(kind, manner);
                ScriptedVendor vendor = ScriptedVendor.answering(Answer.json("{}"))) {
            Timeouts timeouts = manner == Manner.SILENT ? HASTY : Calls.PATIENT;
            UpstreamCall call = Calls.post(vendor.uri("/v1"), timeouts, new Cancellation());
            Failure failure = Calls.failureOfOpening(client, call.through(server(kind, proxy)));
            assertThat(failure.kind()).isEqualTo(FailureKind.PROXY_FAILED);
            assertThat(failure.message()).contains(":" + proxy.port());
            assertThat(vendor.requests()).isEmpty();
            return failure;
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aProxyThatIsGoneIsNeverGoneAround(Kind kind) {
        ScriptedProxy proxy = ScriptedProxy.start(kind);
        proxy.close();
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.json("{}"))) {
            Failure failure = failure(vendor, server(kind, proxy));
            assertThat(failure.code()).contains("proxy_unreachable");
            assertThat(failure.message()).contains("localhost:" + proxy.port()).contains("refused");
            assertThat(vendor.connections()).isZero();
        }
    }

    @Test
    void aProxyThatDoesNotSpeakTlsIsSaidSo() throws IOException {
        try (ScriptedProxy proxy = ScriptedProxy.start(Kind.HTTP, Manner.BABBLES);
                ServerSocket listener = new ServerSocket(0);
                ScriptedVendor vendor = ScriptedVendor.answering(Answer.json("{}"))) {
            Thread.ofVirtual().start(() -> answerInTheClear(listener));
            ProxyServer server =
                    new ProxyServer(Kind.HTTPS, "localhost", listener.getLocalPort(), Optional.empty(), false);
            assertThat(failure(vendor, server).code()).contains("proxy_tls_failure");
            assertThat(proxy.targets()).isEmpty();
        }
    }

    private static void answerInTheClear(ServerSocket listener) {
        try (var socket = listener.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
        } catch (IOException e) {
            // the client left
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aCancelledCallLeavesAmidTheHandshake(Kind kind) throws Exception {
        try (ScriptedProxy proxy = ScriptedProxy.start(kind, Manner.SILENT);
                ScriptedVendor vendor = ScriptedVendor.answering(Answer.json("{}"))) {
            Cancellation cancellation = new Cancellation();
            UpstreamCall call =
                    Calls.post(vendor.uri("/"), Calls.PATIENT, cancellation).through(server(kind, proxy));
            CompletableFuture<Failure> failure = Calls.async(() -> Calls.failureOfOpening(client, call));
            proxy.awaitAsked();
            cancellation.cancel();
            assertThat(failure.get().kind()).isEqualTo(FailureKind.CANCELLED);
            proxy.awaitLeft();
        }
    }

    @Test
    void connectionsAreSharedByCallsOfTheSameProxyOnly() throws IOException {
        try (ScriptedProxy one = ScriptedProxy.start(Kind.HTTP);
                ScriptedProxy other = ScriptedProxy.start(Kind.SOCKS5);
                ScriptedVendor vendor = ScriptedVendor.answering(Answer.json("{}"))) {
            for (int i = 0; i < 3; i++) {
                answer(vendor, server(Kind.HTTP, one));
                answer(vendor, server(Kind.SOCKS5, other));
                answer(Calls.post(vendor.uri("/v1")));
            }
            assertThat(one.targets()).hasSize(1);
            assertThat(other.targets()).hasSize(1);
            assertThat(vendor.connections()).isEqualTo(3);
            answer(vendor, server(Kind.HTTP, one, "somebody", "else-secret"));
            assertThat(one.targets()).as("another login is another way").hasSize(2);
        }
    }

    @Test
    void aStreamArrivesThroughATunnelByteForByte() throws IOException {
        String events = "data: {\"a\":1}\n\n: comment\n\ndata: [DONE]\n\n";
        try (ScriptedProxy proxy = ScriptedProxy.start(Kind.HTTPS);
                ScriptedVendor vendor =
                        ScriptedVendor.startTls(request -> Answer.of(200, "text/event-stream", events))) {
            assertThat(answer(vendor, server(Kind.HTTPS, proxy))).isEqualTo(events);
            assertThat(vendor.requests().get(0).text()).isEqualTo("{\"model\":\"m\"}");
        }
    }

    @Test
    void targetsAreHeldToTheAddressRulesBeforeTheProxyHearsOfThem() {
        try (ScriptedProxy proxy = ScriptedProxy.start(Kind.HTTP)) {
            for (String target : new String[] {
                "https://169.254.169.254/latest",
                "http://169.254.169.254/",
                "https://10.0.0.1/v1",
                "http://[fe80::1]/",
                "https://0xa9fea9fe/v1",
                "https://0251.254.169.254/v1",
                "https://169.254.169.0xfe./v1"
            }) {
                Failure failure = failure(URI.create(target), server(Kind.HTTP, proxy));
                assertThat(failure.code()).as(target).contains("address_not_allowed");
            }
            Failure unknown = failure(URI.create("http://no-such-host.invalid/v1"), server(Kind.HTTP, proxy));
            assertThat(unknown.code()).contains("unknown_host");
            assertThat(proxy.targets()).isEmpty();
        }
    }

    @Test
    void aNameThatOnlyTheProxyKnowsGoesToItUnderTls() {
        try (ScriptedProxy proxy = ScriptedProxy.start(Kind.SOCKS5, Manner.REFUSES)) {
            Failure failure = failure(URI.create("https://no-such-host.invalid/v1"), server(Kind.SOCKS5, proxy));
            assertThat(failure.code()).contains("proxy_refused");
            assertThat(proxy.targets()).containsExactly("no-such-host.invalid:443");
        }
    }

    @Test
    void theProxyItselfIsHeldToTheAddressRules() {
        Map<String, String> hosts = Map.of(
                "169.254.169.254", "metadata",
                "fe80::1", "link-local",
                "10.255.255.1", "private network");
        hosts.forEach((host, word) -> {
            ProxyServer server = new ProxyServer(Kind.HTTP, host, 3128, Optional.empty(), false);
            Failure failure = failure(URI.create("https://vendor.example/v1"), server);
            assertThat(failure.code()).as(host).contains("proxy_address_not_allowed");
            assertThat(failure.message()).contains(word);
        });
    }

    @Test
    void aProxyElsewhereIsNotAskedForThisMachine() {
        ProxyServer elsewhere = new ProxyServer(Kind.HTTP, "192.0.2.1", 3128, Optional.empty(), false);
        Failure failure = failure(URI.create("http://127.0.0.1:11434/v1"), elsewhere);
        assertThat(failure.code()).contains("proxy_loopback");
        assertThat(failure.message()).contains("192.0.2.1:3128").contains("'direct'");
        for (String name : new String[] {"localhost.", "no-such-host.localhost", "No-Such-Host.LocalHost."}) {
            Failure named = failure(URI.create("https://" + name + ":11434/v1"), elsewhere);
            assertThat(named.code()).as(name).contains("proxy_loopback");
        }
    }

    private Failure failure(ScriptedVendor vendor, ProxyServer proxy) {
        return failure(vendor.uri("/v1"), proxy);
    }

    private Failure failure(URI uri, ProxyServer proxy) {
        return Calls.failureOfOpening(client, Calls.post(uri).through(proxy));
    }

    private String answer(ScriptedVendor vendor, ProxyServer proxy) throws IOException {
        return answer(Calls.post(vendor.uri("/v1")).through(proxy));
    }

    /** Reads the whole answer: a connection whose body was not read is used again only if all of it had arrived. */
    private String answer(UpstreamCall call) throws IOException {
        try (UpstreamReply reply = client.open(call)) {
            return Calls.text(reply);
        }
    }

    private static ProxyServer server(Kind kind, ScriptedProxy proxy) {
        return new ProxyServer(kind, "localhost", proxy.port(), Optional.empty(), false);
    }

    private static ProxyServer server(Kind kind, ScriptedProxy proxy, String user, String password) {
        return new ProxyServer(
                kind, "localhost", proxy.port(), Optional.of(new Login(user, new Secret(password))), false);
    }
}

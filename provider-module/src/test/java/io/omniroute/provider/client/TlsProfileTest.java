package io.omniroute.provider.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.outbound.Outbound;
import io.omniroute.provider.outbound.TlsProfile;
import io.omniroute.provider.tls.ClientHello;
import io.omniroute.provider.tls.Fingerprint;
import io.omniroute.provider.tls.Handshakes;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.HelloCapture;
import io.omniroute.testkit.RecordedRequest;
import io.omniroute.testkit.ScriptedVendor;
import io.omniroute.testkit.TestCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsProfileTest {
    private static final List<String> NONE = List.of();
    private static final TlsProfile NARROW = new TlsProfile(
            List.of("TLSv1.2", "TLSv1.3"),
            List.of("TLS_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"),
            List.of("secp256r1", "x25519"),
            List.of("ecdsa_secp384r1_sha384", "ecdsa_secp256r1_sha256"),
            List.of("http/1.1"));
    private static final TlsProfile OLD =
            new TlsProfile(List.of("TLSv1.2"), List.of("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"), NONE, NONE, NONE);

    private final Transport transport = new Transport(
            TestCertificate.trustingContext(), TestCertificate::trustingContext, InetAddress::getAllByName);
    private final HttpProviderClient client = new HttpProviderClient(transport);

    @AfterEach
    void stop() {
        transport.close();
    }

    @Test
    void aCaptureShowsTheHandshakeThatTheGatewayShows() throws IOException {
        try (ScriptedVendor vendor = vendor();
                HelloCapture capture = HelloCapture.before(vendor)) {
            assertThat(answer(capture, NARROW, "/whole")).isEqualTo("{\"ok\":true}");
            ClientHello heard = hello(capture);
            assertThat(heard.cipherSuites()).containsExactly(0x1301, 0xc02b);
            assertThat(heard.groups()).containsExactly(23, 29);
            assertThat(heard.signatureSchemes()).containsExactly(0x0503, 0x0403);
            assertThat(heard.alpn()).containsExactly("http/1.1");
            assertThat(heard.versions()).containsExactlyInAnyOrder(0x0303, 0x0304);
            assertThat(Fingerprint.of(heard)).isEqualTo(Fingerprint.of(Handshakes.hello(NARROW, "localhost")));
        }
    }

    @Test
    void thePlatformsOwnHandshakeIsShownTruly() throws IOException {
        try (ScriptedVendor vendor = vendor();
                HelloCapture capture = HelloCapture.before(vendor)) {
            assertThat(answer(capture, TlsProfile.PLATFORM, "/whole")).isEqualTo("{\"ok\":true}");
            assertThat(Fingerprint.of(hello(capture)))
                    .isEqualTo(Fingerprint.of(Handshakes.hello(TlsProfile.PLATFORM, "localhost")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void noHandshakeIsAResumedOneSoThatTheFingerprintStays(String protocol) throws IOException {
        TlsProfile profile = new TlsProfile(List.of(protocol), NONE, NONE, NONE, NONE);
        try (ScriptedVendor vendor = vendor();
                HelloCapture capture = HelloCapture.before(vendor)) {
            answer(capture, profile, "/whole");
            Fingerprint first = Fingerprint.of(hello(capture));
            for (int i = 0; i < 3; i++) {
                vendor.dropConnections();
                answer(capture, profile, "/whole");
                assertThat(Fingerprint.of(hello(capture))).isEqualTo(first);
            }
        }
    }

    @Test
    void wholeAndStreamedCallsShareAConnectionOfTheirOwnProfileOnly() throws IOException {
        try (ScriptedVendor vendor = vendor();
                HelloCapture capture = HelloCapture.before(vendor)) {
            for (int i = 0; i < 2; i++) {
                assertThat(answer(capture, NARROW, "/whole")).isEqualTo("{\"ok\":true}");
                assertThat(answer(capture, NARROW, "/stream")).isEqualTo("data: 1\n\ndata: 2\n\n");
                assertThat(answer(capture, OLD, "/stream")).isEqualTo("data: 1\n\ndata: 2\n\n");
            }
            assertThat(List.of(
                            Fingerprint.of(hello(capture)).ja4(),
                            Fingerprint.of(hello(capture)).ja4()))
                    .doesNotHaveDuplicates();
            assertThat(capture.waiting()).isZero();
            assertThat(vendor.connections()).isEqualTo(2);
            assertThat(connectionsOf(vendor)).containsExactly(1, 1, 2, 1, 1, 2);
        }
    }

    @Test
    void theNameInTheCertificateIsVerifiedUnderAProfileToo() throws IOException {
        try (ScriptedVendor vendor = vendor()) {
            Failure failure = Calls.failureOfOpening(
                    client, call(URI.create("https://127.0.0.1:" + vendor.port() + "/whole"), NARROW));
            assertThat(failure.code()).contains("tls_failure");
            assertThat(failure.message())
                    .contains("under the TLS profile of its connection")
                    .contains("127.0.0.1");
        }
    }

    @Test
    void aVendorThatWantsSomethingElseMakesAFailureThatNamesTheProfile() throws IOException {
        TlsProfile rsaOnly =
                new TlsProfile(List.of("TLSv1.2"), List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"), NONE, NONE, NONE);
        try (ScriptedVendor vendor = vendor()) {
            Failure failure = Calls.failureOfOpening(client, call(vendor.uri("/whole"), rsaOnly));
            assertThat(failure.code()).contains("tls_failure");
            assertThat(failure.message())
                    .startsWith(
                            "TLS with localhost:" + vendor.port() + " failed under the TLS profile of its connection: ")
                    .contains("handshake_failure");
        }
    }

    @Test
    void aVendorThatHangsUpOnTheHelloMakesTheSameFailure() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read();
                    socket.setSoLinger(true, 0); // a reset, not an end
                } catch (IOException e) {
                    // the test is over
                }
            });
            URI uri = URI.create("https://localhost:" + server.getLocalPort() + "/");
            Failure failure = Calls.failureOfOpening(client, call(uri, NARROW));
            assertThat(failure.code()).contains("tls_failure");
            assertThat(failure.message()).contains("under the TLS profile of its connection");
        }
    }

    @Test
    void aNameThatThisJdkHasLostIsAFailureOfTheCallAndNoMore() throws IOException {
        TlsProfile lost = new TlsProfile(NONE, List.of("TLS_OF_ANOTHER_JDK"), NONE, NONE, NONE);
        try (ScriptedVendor vendor = vendor()) {
            Failure failure = Calls.failureOfOpening(client, call(vendor.uri("/whole"), lost));
            assertThat(failure.code()).contains("tls_failure");
            assertThat(failure.message()).contains("TLS_OF_ANOTHER_JDK");
        }
    }

    private static ScriptedVendor vendor() {
        return ScriptedVendor.startTls(request -> request.path().equals("/stream")
                ? Answer.sse("data: 1\n\n", "data: 2\n\n")
                : Answer.json("{\"ok\":true}"));
    }

    private String answer(HelloCapture capture, TlsProfile profile, String path) throws IOException {
        URI uri = URI.create("https://localhost:" + capture.port() + path);
        try (UpstreamReply reply = client.open(call(uri, profile))) {
            return Calls.text(reply);
        }
    }

    private static UpstreamCall call(URI uri, TlsProfile profile) {
        return new UpstreamCall(
                "POST",
                uri,
                Map.of(),
                new byte[] {'{', '}'},
                Calls.PATIENT,
                false,
                Outbound.DIRECT.withTls(Optional.of(profile)),
                new Cancellation());
    }

    private static ClientHello hello(HelloCapture capture) throws IOException {
        return ClientHello.read(new ByteArrayInputStream(capture.awaitHello()));
    }

    private static List<Integer> connectionsOf(ScriptedVendor vendor) {
        return vendor.requests().stream().map(RecordedRequest::connection).toList();
    }
}

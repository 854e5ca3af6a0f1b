package io.omniroute.provider.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.catalog.Timeouts;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.ScriptedVendor;
import io.omniroute.testkit.Step;
import io.omniroute.testkit.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProviderClientFaultTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Transport transport = new Transport(TestCertificate.trustingContext());
    private final HttpProviderClient client = new HttpProviderClient(transport);

    @AfterEach
    void stop() {
        transport.close();
    }

    @Test
    void aRefusedConnectionNamesHostAndPort() {
        ScriptedVendor vendor = ScriptedVendor.empty();
        vendor.close();
        Failure failure = Calls.failureOfOpening(client, Calls.post(vendor.uri("/v1/x?key=secret")));
        assertFailure(failure, FailureKind.UPSTREAM_UNREACHABLE, "connection_refused");
        assertThat(failure.message()).isEqualTo("Connection refused by 127.0.0.1:" + vendor.port() + ".");
    }

    @Test
    void anUnknownHostIsNamed() {
        Failure failure = Calls.failureOfOpening(client, Calls.post(URI.create("http://no-such-host.invalid/v1")));
        assertFailure(failure, FailureKind.UPSTREAM_UNREACHABLE, "unknown_host");
        assertThat(failure.message()).contains("no-such-host.invalid");
    }

    @Test
    void anUntrustedCertificateIsATlsFailureWithItsReason() throws Exception {
        Transport strict = new Transport(SSLContext.getDefault());
        try (ScriptedVendor vendor = ScriptedVendor.startTls(request -> Answer.json("{}"))) {
            Failure failure = Calls.failureOfOpening(new HttpProviderClient(strict), Calls.post(vendor.uri("/")));
            assertFailure(failure, FailureKind.UPSTREAM_UNREACHABLE, "tls_failure");
            assertThat(failure.message()).contains("localhost:" + vendor.port()).contains("certification path");
        } finally {
            strict.close();
        }
    }

    @Test
    void aCertificateForAnotherNameIsATlsFailure() {
        try (ScriptedVendor vendor = ScriptedVendor.startTls(request -> Answer.json("{}"))) {
            URI byAddress = URI.create("https://127.0.0.1:" + vendor.port() + "/");
            assertFailure(
                    Calls.failureOfOpening(client, Calls.post(byAddress)),
                    FailureKind.UPSTREAM_UNREACHABLE,
                    "tls_failure");
        }
    }

    @Test
    void aVendorThatDoesNotSpeakTlsIsATlsFailure() {
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.json("{}"))) {
            URI uri = URI.create("https://localhost:" + vendor.port() + "/");
            vendor.route("/", request -> Answer.garbage("HTTP/1.1 400 Bad\r\n\r\n"));
            UpstreamCall call = Calls.post(uri, new Timeouts(SHORT, LONG, LONG), new Cancellation());
            Failure failure = Calls.failureOfOpening(client, call);
            assertThat(failure.code().orElseThrow()).isIn("tls_failure", "connect_timeout");
        }
    }

    @Test
    void aTlsHandshakeThatHangsIsAConnectTimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("https://localhost:" + silent.getLocalPort() + "/");
            Failure failure = Calls.failureOfOpening(
                    client, Calls.post(uri, new Timeouts(SHORT, LONG, LONG), new Cancellation()));
            assertFailure(failure, FailureKind.UPSTREAM_TIMEOUT, "connect_timeout");
            assertThat(failure.message()).contains("50 ms");
        }
    }

    @Test
    void aConnectionThatIsNeverAcceptedIsAConnectTimeout() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            URI uri = URI.create("http://127.0.0.1:" + full.getLocalPort() + "/");
            Failure failure = Calls.failureOfOpening(
                    client, Calls.post(uri, new Timeouts(SHORT, LONG, LONG), new Cancellation()));
            assertFailure(failure, FailureKind.UPSTREAM_TIMEOUT, "connect_timeout");
        }
    }

    @Test
    void silenceBeforeTheHeadIsAFirstByteTimeout() {
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.silence())) {
            UpstreamCall call = Calls.post(vendor.uri("/"), new Timeouts(LONG, SHORT, LONG), new Cancellation());
            assertFailure(Calls.failureOfOpening(client, call), FailureKind.UPSTREAM_TIMEOUT, "first_byte_timeout");
            vendor.awaitRequest().disconnected().join();
        }
    }

    @Test
    void silenceAmidTheBodyIsAnIdleTimeout() throws IOException {
        try (ScriptedVendor vendor =
                ScriptedVendor.answering(Answer.sse("data: one\n\n").thenSilence())) {
            UpstreamCall call = Calls.post(vendor.uri("/"), new Timeouts(LONG, LONG, SHORT), new Cancellation());
            try (UpstreamReply reply = client.open(call)) {
                assertThat(reply.body().readNBytes(11)).asString().isEqualTo("data: one\n\n");
                assertFailure(Calls.failureOfReading(reply), FailureKind.UPSTREAM_TIMEOUT, "idle_timeout");
            }
            vendor.awaitRequest().disconnected().join();
        }
    }

    @Test
    void aResetBeforeTheHeadIsUnreachable() {
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.resetBeforeHead())) {
            Failure failure = Calls.failureOfOpening(client, Calls.post(vendor.uri("/")));
            assertThat(failure.kind()).isEqualTo(FailureKind.UPSTREAM_UNREACHABLE);
        }
    }

    @Test
    void aHangupBeforeTheHeadIsUnreachable() {
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.raw(new Step.Hangup()))) {
            assertFailure(
                    Calls.failureOfOpening(client, Calls.post(vendor.uri("/"))),
                    FailureKind.UPSTREAM_UNREACHABLE,
                    "connection_closed");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hello\r\nworld\r\n", "SSH-2.0-OpenSSH_9\r\n", "\u0016\u0003\u0001", "HTTP/9.9 xyz\r\n\r\n"})
    void garbageInsteadOfHttpIsGarbled(String garbage) {
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.garbage(garbage))) {
            assertFailure(
                    Calls.failureOfOpening(client, Calls.post(vendor.uri("/"))),
                    FailureKind.UPSTREAM_GARBLED,
                    "malformed_http");
        }
    }

    @Test
    void aHeadWithoutEndIsGarbled() {
        try (ScriptedVendor vendor =
                ScriptedVendor.answering(Answer.garbage("HTTP/1.1 200 OK\r\nX: " + "y".repeat(100_000)))) {
            assertFailure(
                    Calls.failureOfOpening(client, Calls.post(vendor.uri("/"))),
                    FailureKind.UPSTREAM_GARBLED,
                    "malformed_http");
        }
    }

    @Test
    void aResetAmidTheBodyIsUnreachable() throws IOException {
        CountDownLatch firstWasRead = new CountDownLatch(1);
        Answer answer = Answer.sse("data: one\n\n").await(firstWasRead).reset();
        try (ScriptedVendor vendor = ScriptedVendor.answering(answer);
                UpstreamReply reply = client.open(Calls.post(vendor.uri("/")))) {
            assertThat(reply.body().readNBytes(11)).hasSize(11);
            firstWasRead.countDown();
            assertFailure(Calls.failureOfReading(reply), FailureKind.UPSTREAM_UNREACHABLE, "connection_reset");
        }
    }

    @Test
    void aChunkedBodyWithoutItsLastChunkIsTruncated() {
        try (ScriptedVendor vendor =
                        ScriptedVendor.answering(Answer.sse("data: one\n\n").hangup());
                UpstreamReply reply = client.open(Calls.post(vendor.uri("/")))) {
            assertFailure(Calls.failureOfReading(reply), FailureKind.UPSTREAM_GARBLED, "truncated");
        }
    }

    @Test
    void aBodyShorterThanItsLengthIsTruncated() {
        Answer answer = Answer.json("{\"a\":").header("Content-Length", "100").hangup();
        try (ScriptedVendor vendor = ScriptedVendor.answering(answer);
                UpstreamReply reply = client.open(Calls.post(vendor.uri("/")))) {
            assertFailure(Calls.failureOfReading(reply), FailureKind.UPSTREAM_GARBLED, "truncated");
        }
    }

    @Test
    void aBrokenChunkSizeIsTruncated() {
        String raw = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc";
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.garbage(raw));
                UpstreamReply reply = client.open(Calls.post(vendor.uri("/")))) {
            assertFailure(Calls.failureOfReading(reply), FailureKind.UPSTREAM_GARBLED, "truncated");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/latest/meta-data", "http://10.1.2.3/v1", "http://[fe80::1]/"})
    void aForbiddenAddressIsNeverConnectedTo(String uri) {
        Failure failure = Calls.failureOfOpening(client, Calls.post(URI.create(uri)));
        assertFailure(failure, FailureKind.FORBIDDEN, "address_not_allowed");
    }

    @Test
    void anAddressThatIsNotHttpIsRefused() {
        assertFailure(
                Calls.failureOfOpening(client, Calls.post(URI.create("ftp://localhost/x"))),
                FailureKind.UPSTREAM_UNREACHABLE,
                "bad_address");
    }

    private static void assertFailure(Failure failure, FailureKind kind, String code) {
        assertThat(failure.kind()).as(failure.message()).isEqualTo(kind);
        assertThat(failure.code()).contains(code);
    }
}

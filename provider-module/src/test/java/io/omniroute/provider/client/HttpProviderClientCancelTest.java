package io.omniroute.provider.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.ScriptedVendor;
import io.omniroute.testkit.TestCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that are ended from without, whatever they wait for. */
class HttpProviderClientCancelTest {
    private final Transport transport = new Transport(TestCertificate.trustingContext());
    private final HttpProviderClient client = new HttpProviderClient(transport);

    @AfterEach
    void stop() {
        transport.close();
    }

    @Test
    void cancellingWhileWaitingForTheHeadEndsTheCall() {
        Cancellation cancellation = new Cancellation();
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.silence())) {
            CompletableFuture<Failure> failure = Calls.async(
                    () -> Calls.failureOfOpening(client, Calls.post(vendor.uri("/"), Calls.PATIENT, cancellation)));
            CompletableFuture<Void> disconnected = vendor.awaitRequest().disconnected();
            cancellation.cancel();
            assertFailure(failure.join(), FailureKind.CANCELLED, "cancelled");
            disconnected.join();
        }
    }

    @Test
    void cancellingWhileReadingEndsTheCall() throws IOException {
        Cancellation cancellation = new Cancellation();
        try (ScriptedVendor vendor =
                        ScriptedVendor.answering(Answer.sse("data: one\n\n").thenSilence());
                UpstreamReply reply = client.open(Calls.post(vendor.uri("/"), Calls.PATIENT, cancellation))) {
            InputStream body = reply.body();
            assertThat(body.readNBytes(11)).hasSize(11);
            CompletableFuture<Failure> failure = Calls.async(() -> Calls.failureOfReading(reply));
            cancellation.cancel();
            assertFailure(failure.join(), FailureKind.CANCELLED, "cancelled");
            vendor.awaitRequest().disconnected().join();
        }
    }

    @Test
    void cancellingWhileTheHandshakeHangsEndsTheCall() throws IOException {
        Cancellation cancellation = new Cancellation();
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create("https://localhost:" + silent.getLocalPort() + "/");
            CompletableFuture<Failure> failure =
                    Calls.async(() -> Calls.failureOfOpening(client, Calls.post(uri, Calls.PATIENT, cancellation)));
            try (Socket accepted = silent.accept()) {
                assertThat(accepted.getInputStream().read())
                        .as("the hello has begun")
                        .isPositive();
                cancellation.cancel();
                assertFailure(failure.join(), FailureKind.CANCELLED, "cancelled");
            }
        }
    }

    @Test
    void aCallCancelledBeforehandNeverLeaves() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.json("{}"))) {
            assertFailure(
                    Calls.failureOfOpening(client, Calls.post(vendor.uri("/"), Calls.PATIENT, cancellation)),
                    FailureKind.CANCELLED,
                    "cancelled");
            assertThat(vendor.requests()).isEmpty();
        }
    }

    @Test
    void cancellingAfterTheEndLeavesTheKeptConnectionAlone() throws IOException {
        Cancellation cancellation = new Cancellation();
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.json("{}"))) {
            try (UpstreamReply reply = client.open(Calls.post(vendor.uri("/"), Calls.PATIENT, cancellation))) {
                Calls.text(reply);
            }
            cancellation.cancel();
            try (UpstreamReply reply = client.open(Calls.post(vendor.uri("/")))) {
                assertThat(Calls.text(reply)).isEqualTo("{}");
            }
            assertThat(vendor.connections()).isEqualTo(1);
        }
    }

    @Test
    void stoppingEndsOpenCalls() throws IOException {
        try (ScriptedVendor vendor =
                        ScriptedVendor.answering(Answer.sse("data: one\n\n").thenSilence());
                UpstreamReply reply = client.open(Calls.post(vendor.uri("/")))) {
            assertThat(reply.body().readNBytes(11)).hasSize(11);
            CompletableFuture<Failure> failure = Calls.async(() -> Calls.failureOfReading(reply));
            transport.close();
            assertFailure(failure.join(), FailureKind.UNAVAILABLE, "stopping");
        }
    }

    private static void assertFailure(Failure failure, FailureKind kind, String code) {
        assertThat(failure.kind()).as(failure.message()).isEqualTo(kind);
        assertThat(failure.code()).contains(code);
    }
}

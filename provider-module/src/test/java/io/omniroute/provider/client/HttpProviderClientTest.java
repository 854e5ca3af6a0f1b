package io.omniroute.provider.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.outbound.Outbound;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.RecordedRequest;
import io.omniroute.testkit.ScriptedVendor;
import io.omniroute.testkit.Step;
import io.omniroute.testkit.TestCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProviderClientTest {
    private final Transport transport = new Transport(TestCertificate.trustingContext());
    private final HttpProviderClient client = new HttpProviderClient(transport);

    @AfterEach
    void stop() {
        transport.close();
    }

    @Test
    void sendsMethodPathQueryHeadersAndBodyAsGiven() throws IOException {
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.json("{}"))) {
            try (UpstreamReply reply = client.open(Calls.post(vendor.uri("/v1/messages?beta=true")))) {
                assertThat(reply.status()).isEqualTo(200);
                assertThat(Calls.text(reply)).isEqualTo("{}");
            }
            RecordedRequest request = vendor.awaitRequest();
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/v1/messages?beta=true");
            assertThat(request.text()).isEqualTo("{\"model\":\"m\"}");
            assertThat(request.header("authorization")).contains("Bearer sk-very-secret");
            assertThat(request.header("host")).contains("127.0.0.1:" + vendor.port());
            assertThat(request.header("accept-encoding")).contains("identity");
            assertThat(request.header("content-length")).contains("13");
            assertThat(request.header("user-agent").orElseThrow()).matches("OmniRoute/\\d+\\.\\d+\\.\\d+.*");
            assertThat(request.headers()).doesNotContainKeys("expect", "cookie", "connection", "transfer-encoding");
        }
    }

    /** RFC 9110, 8.4.1.3: some servers compress whatever they are asked for. */
    @ParameterizedTest
    @ValueSource(strings = {"gzip", "X-GZip"})
    void aBodyThatIsCompressedUnaskedIsReadAsItWasMeant(String coding) throws IOException {
        byte[] body = gzip("{\"error\":{\"message\":\"no\"}}");
        Answer answer = Answer.of(429, "application/json", body).header("Content-Encoding", coding);
        try (ScriptedVendor vendor = ScriptedVendor.answering(answer)) {
            for (int call = 0; call < 2; call++) {
                try (UpstreamReply reply = client.open(Calls.post(vendor.uri("/")))) {
                    assertThat(Calls.text(reply)).isEqualTo("{\"error\":{\"message\":\"no\"}}");
                    assertThat(reply.headers().first("content-encoding")).isEmpty();
                    assertThat(reply.headers().first("content-length")).isEmpty();
                    assertThat(reply.headers().first("content-type")).contains("application/json");
                }
            }
            assertThat(vendor.connections()).as("kept").isEqualTo(1);
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void aGetHasNoBody() throws IOException {
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.json("{\"data\":[]}"))) {
            UpstreamCall call = new UpstreamCall(
                    "GET",
                    vendor.uri("/v1/models"),
                    Map.of(),
                    new byte[0],
                    Calls.PATIENT,
                    false,
                    Outbound.DIRECT,
                    new Cancellation());
            try (UpstreamReply reply = client.open(call)) {
                assertThat(Calls.text(reply)).isEqualTo("{\"data\":[]}");
            }
            assertThat(vendor.awaitRequest().headers()).doesNotContainKey("content-length");
        }
    }

    @Test
    void keepsTheCallersUserAgentAndDropsHeadersOfTheHop() throws IOException {
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.json("{}"))) {
            UpstreamCall call = new UpstreamCall(
                    "POST",
                    vendor.uri("/"),
                    Map.of("user-agent", "claude-cli/2", "Accept-Encoding", "gzip", "Expect", "100-continue"),
                    new byte[] {'{', '}'},
                    Calls.PATIENT,
                    false,
                    Outbound.DIRECT,
                    new Cancellation());
            client.open(call).close();
            RecordedRequest request = vendor.awaitRequest();
            assertThat(request.headers().get("user-agent")).containsExactly("claude-cli/2");
            assertThat(request.headers().get("accept-encoding")).containsExactly("identity");
            assertThat(request.headers()).doesNotContainKey("expect");
        }
    }

    @Test
    void aLargeBodyArrivesWhole() throws IOException {
        byte[] body = "x".repeat(5_000_000).getBytes(StandardCharsets.UTF_8);
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.json("{}"))) {
            UpstreamCall call = new UpstreamCall(
                    "POST", vendor.uri("/"), Map.of(), body, Calls.PATIENT, false, Outbound.DIRECT, new Cancellation());
            client.open(call).close();
            assertThat(vendor.awaitRequest().body()).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 400, 401, 429, 500, 529})
    void anyStatusIsAReplyWithItsHeadersAndBody(int status) throws IOException {
        Answer answer = Answer.html(status, "<h1>no</h1>")
                .header("Location", "/elsewhere")
                .header("Retry-After", "7");
        try (ScriptedVendor vendor = ScriptedVendor.answering(answer);
                UpstreamReply reply = client.open(Calls.post(vendor.uri("/")))) {
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.headers().first("retry-after")).contains("7");
            assertThat(Calls.text(reply)).isEqualTo("<h1>no</h1>");
            assertThat(vendor.requests()).hasSize(1);
        }
    }

    @Test
    void aChunkIsReadBeforeTheNextOneIsSent() throws IOException {
        CountDownLatch firstWasRead = new CountDownLatch(1);
        Answer answer = Answer.sse("data: one\n\n").await(firstWasRead).chunk("data: two\n\n");
        try (ScriptedVendor vendor = ScriptedVendor.answering(answer);
                UpstreamReply reply = client.open(Calls.post(vendor.uri("/")))) {
            InputStream body = reply.body();
            assertThat(new String(body.readNBytes(11), StandardCharsets.UTF_8)).isEqualTo("data: one\n\n");
            firstWasRead.countDown();
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("data: two\n\n");
        }
    }

    @Test
    void aBodyInChunksOfOneByteArrivesWhole() throws IOException {
        Answer answer = Answer.sse("data: \u00e4\u20ac\ud83d\ude00\n\n").framed(Answer.Framing.BYTE_BY_BYTE);
        try (ScriptedVendor vendor = ScriptedVendor.answering(answer);
                UpstreamReply reply = client.open(Calls.post(vendor.uri("/")))) {
            assertThat(Calls.text(reply)).isEqualTo("data: \u00e4\u20ac\ud83d\ude00\n\n");
        }
    }

    @Test
    void aBodyMayEndWithItsConnection() throws IOException {
        Answer answer = Answer.json("{\"a\":1}").framed(Answer.Framing.UNTIL_CLOSE);
        try (ScriptedVendor vendor = ScriptedVendor.answering(answer);
                UpstreamReply reply = client.open(Calls.post(vendor.uri("/")))) {
            assertThat(Calls.text(reply)).isEqualTo("{\"a\":1}");
        }
    }

    @Test
    void aReplyWithoutBodyIsEmpty() throws IOException {
        try (ScriptedVendor vendor = ScriptedVendor.answering(
                        Answer.raw(new Step.Write("HTTP/1.1 204 Nothing\r\n\r\n".getBytes())));
                UpstreamReply reply = client.open(Calls.post(vendor.uri("/")))) {
            assertThat(reply.status()).isEqualTo(204);
            assertThat(reply.body().read()).isEqualTo(-1);
        }
    }

    @Test
    void interimAnswersArePassedOver() throws IOException {
        String raw = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.raw(new Step.Write(raw.getBytes())));
                UpstreamReply reply = client.open(Calls.post(vendor.uri("/")))) {
            assertThat(reply.status()).isEqualTo(200);
            assertThat(Calls.text(reply)).isEqualTo("{}");
        }
    }

    @Test
    void aConnectionIsUsedAgainOnceItsBodyWasRead() throws IOException {
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.sse("data: [DONE]\n\n"))) {
            for (int i = 0; i < 5; i++) {
                try (UpstreamReply reply = client.open(Calls.post(vendor.uri("/")))) {
                    Calls.text(reply);
                }
            }
            assertThat(vendor.connections()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionWhoseBodyWasNotReadIsClosed() {
        Answer answer = Answer.sse("data: one\n\n").thenSilence();
        try (ScriptedVendor vendor = ScriptedVendor.answering(answer)) {
            client.open(Calls.post(vendor.uri("/"))).close();
            vendor.awaitRequest().disconnected().join();
        }
    }

    @Test
    void aKeptConnectionThatTheVendorClosedDoesNotFailTheNextCall() throws IOException {
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.json("{}"))) {
            for (int i = 0; i < 20; i++) {
                try (UpstreamReply reply = client.open(Calls.post(vendor.uri("/")))) {
                    assertThat(Calls.text(reply)).isEqualTo("{}");
                }
                vendor.dropConnections();
            }
            // how many times a request met a closing connection is up to the kernel
            assertThat(vendor.connections()).isEqualTo(20);
        }
    }

    @Test
    void aFreshConnectionThatBreaksIsNotTriedAgain() {
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.resetBeforeHead())) {
            Calls.failureOfOpening(client, Calls.post(vendor.uri("/")));
            assertThat(vendor.requests()).hasSize(1);
        }
    }

    @Test
    void speaksTlsWithATrustedVendorAndKeepsTheConnection() throws IOException {
        try (ScriptedVendor vendor = ScriptedVendor.startTls(request -> Answer.sse("data: 1\n\n"))) {
            for (int i = 0; i < 3; i++) {
                try (UpstreamReply reply = client.open(Calls.post(vendor.uri("/v1/x")))) {
                    assertThat(Calls.text(reply)).isEqualTo("data: 1\n\n");
                }
            }
            assertThat(vendor.connections()).isEqualTo(1);
        }
    }

    @Test
    void aStreamThatWasReadUpToItsLastEventKeepsItsConnection() throws IOException {
        String raw = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\ne\r\ndata: [DONE]\n\n\r\n0\r\n\r\n";
        try (ScriptedVendor vendor = ScriptedVendor.answering(Answer.raw(new Step.Write(raw.getBytes())))) {
            for (int i = 0; i < 3; i++) {
                try (UpstreamReply reply = client.open(Calls.post(vendor.uri("/")))) {
                    assertThat(reply.body().readNBytes(14)).asString().isEqualTo("data: [DONE]\n\n");
                }
            }
            assertThat(vendor.connections()).isEqualTo(1);
        }
    }

    @Test
    void manyStreamsAreOpenAtOnceOnVirtualThreads() {
        int streams = 300;
        CountDownLatch allAreOpen = new CountDownLatch(streams);
        Answer answer = Answer.sse("data: one\n\n").await(allAreOpen).chunk("data: two\n\n");
        try (ScriptedVendor vendor = ScriptedVendor.answering(answer)) {
            List<CompletableFuture<String>> texts = new ArrayList<>();
            for (int i = 0; i < streams; i++) {
                texts.add(Calls.async(() -> {
                    try (UpstreamReply reply = client.open(Calls.post(vendor.uri("/")))) {
                        allAreOpen.countDown();
                        return Calls.text(reply);
                    }
                }));
            }
            assertThat(texts).allSatisfy(text -> assertThat(text.join()).isEqualTo("data: one\n\ndata: two\n\n"));
        }
    }
}

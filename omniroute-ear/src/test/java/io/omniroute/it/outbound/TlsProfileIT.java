package io.omniroute.it.outbound;

import static io.omniroute.it.conversation.Trees.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omniroute.it.TestGateway;
import io.omniroute.it.conversation.Reply;
import io.omniroute.it.conversation.Seen;
import io.omniroute.it.wire.Dialect;
import io.omniroute.it.wire.RawCall;
import io.omniroute.provider.tls.ClientHello;
import io.omniroute.provider.tls.Fingerprint;
import io.omniroute.testkit.Answer;
import io.omniroute.testkit.HelloCapture;
import io.omniroute.testkit.RecordedRequest;
import io.omniroute.testkit.ScriptedVendor;
import io.omniroute.testkit.TestCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a wire tap hears of the running gateway is what the gateway says of itself. */
class TlsProfileIT {
    private static final String CHACHA = "TLS_CHACHA20_POLY1305_SHA256";

    @TempDir
    private static Path directory;

    private static TestGateway gateway;
    private ScriptedVendor vendor;
    private HelloCapture capture;
    private String prefix;
    private int accounts;

    @BeforeAll
    static void start() {
        Path trust = TestCertificate.trustStore(directory.resolve("trust.p12"));
        gateway = TestGateway.start(Map.of(
                "JDK_JAVA_OPTIONS",
                "-Djavax.net.ssl.trustStore=" + trust + " -Djavax.net.ssl.trustStorePassword=changeit"));
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @BeforeEach
    void aVendorBehindATap() {
        vendor = ScriptedVendor.startTls(TlsProfileIT::well);
        capture = HelloCapture.before(vendor);
        prefix = "tap" + capture.port();
        String url = "https://localhost:" + capture.port() + "/v1";
        gateway.post("/api/provider-nodes", object("prefix", prefix, "format", "openai-chat", "baseUrl", url));
    }

    @AfterEach
    void close() {
        capture.close();
        vendor.close();
        gateway.post200("/api/resilience/reset");
    }

    @Test
    void aTapHearsTheFingerprintThatTheGatewayShows() throws IOException {
        JsonNode shown = connect(profile("secp384r1", "x25519")).at("/tls/fingerprint");
        assertThat(call(false)).contains("Done.");
        assertThat(call(true)).contains("\"Done\"", "[DONE]"); // in pieces
        Fingerprint heard = heard();
        assertThat(shown.path("ja3").asText()).isEqualTo(heard.ja3());
        assertThat(shown.path("ja3Text").asText()).isEqualTo(heard.ja3Text()).contains(",24-29,");
        assertThat(shown.path("ja4").asText()).isEqualTo(heard.ja4()).startsWith("t13i02");
        assertThat(capture.waiting()).as("both calls went over one connection").isZero();
    }

    @Test
    void withoutAProfileItIsThePlatformsFingerprintWhichCanBeAskedFor() throws IOException {
        JsonNode shown = connect(object());
        assertThat(shown.has("tls")).isFalse();
        JsonNode asked = gateway.send("POST", "/api/settings/tls/fingerprint", object("host", "localhost"), 200);
        assertThat(call(false)).contains("Done.");
        assertThat(heard().ja4()).isEqualTo(asked.path("ja4").asText());
    }

    @Test
    void twoAccountsOfANodeHaveTheirOwnHandshakesAndConnections() throws IOException {
        JsonNode first = connect(profile("secp384r1", "x25519"));
        JsonNode second = connect(profile("x25519", "secp256r1"));
        assertThat(first.at("/tls/fingerprint/ja3").asText())
                .isNotEqualTo(second.at("/tls/fingerprint/ja3").asText());
        assertThat(call(false)).contains("Done.");
        assertThat(heard().ja3()).isEqualTo(first.at("/tls/fingerprint/ja3").asText());

        gateway.patch("/api/providers/" + first.path("id").asText(), object("priority", 90));
        assertThat(call(false)).contains("Done.");
        assertThat(heard().ja3()).isEqualTo(second.at("/tls/fingerprint/ja3").asText());

        gateway.patch("/api/providers/" + first.path("id").asText(), object("priority", 1));
        assertThat(call(false)).contains("Done.");
        assertThat(capture.waiting()).as("the first connection was kept").isZero();
        assertThat(vendor.requests()).extracting(RecordedRequest::connection).containsExactly(1, 2, 1);
        assertThat(vendor.requests())
                .extracting(request -> request.header("authorization").orElseThrow())
                .containsExactly("Bearer key-1", "Bearer key-2", "Bearer key-1");
    }

    @Test
    void aChangedProfileHoldsForTheNextCallAndTheTestOfAConnection() throws IOException {
        String path = "/api/providers/" + connect(profile("x25519")).path("id").asText();
        gateway.patch(path, object("tls", profile("secp256r1")));
        String shown = gateway.get(path).at("/tls/fingerprint/ja4").asText();
        gateway.post200(path + "/test");
        Fingerprint heard = heard();
        assertThat(heard.ja4()).isEqualTo(shown);
        assertThat(heard.ja3Text()).contains(",23,");

        ObjectNode none = object();
        none.putNull("tls");
        gateway.patch(path, none);
        assertThat(call(false)).contains("Done.");
        assertThat(heard().ja3Text()).doesNotContain(",23,");
    }

    @Test
    void aVendorThatWantsAnotherHandshakeMakesAFailureThatNamesTheProfile() {
        ObjectNode rsaOnly = object(
                "protocols", List.of("TLSv1.2"), "cipherSuites", List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"));
        connect(rsaOnly);
        assertThat(call(false)).contains("failed under the TLS profile of its connection");
    }

    @Test
    void aNameThatTheJdkDoesNotOfferIsRefused() {
        JsonNode refused = gateway.send(
                "POST",
                "/api/providers",
                object("provider", prefix, "apiKey", "k", "tls", profile("brainpoolP256r1")),
                422);
        assertThat(refused.at("/error/field").asText()).isEqualTo("tls.groups");
        assertThat(refused.at("/error/message").asText()).contains("'brainpoolP256r1'", "x25519");
        assertThat(gateway.get("/api/settings/tls").path("groups").toString()).contains("x25519");
    }

    private static ObjectNode profile(String... groups) {
        return object(
                "cipherSuites",
                List.of(CHACHA, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"),
                "groups",
                List.of(groups),
                "alpn",
                List.of("http/1.1"));
    }

    /** @return the connection as the gateway shows it to whoever asks */
    private JsonNode connect(ObjectNode profile) {
        accounts++;
        ObjectNode account = object(
                "provider",
                prefix,
                "name",
                "account-" + accounts,
                "apiKey",
                "key-" + accounts,
                "priority",
                accounts,
                "tls",
                profile);
        String id = gateway.post("/api/providers", account).path("id").asText();
        return gateway.get("/api/providers/" + id);
    }

    private String call(boolean streamed) {
        String model = prefix + "/some-model";
        try (RawCall call = RawCall.post(
                gateway.port(),
                Dialect.CHAT.path(model, streamed),
                Dialect.CHAT.headers(gateway.key()),
                Dialect.CHAT.body(model, streamed).toString().getBytes(StandardCharsets.UTF_8))) {
            return call.text();
        }
    }

    private Fingerprint heard() throws IOException {
        return Fingerprint.of(ClientHello.read(new ByteArrayInputStream(capture.awaitHello())));
    }

    private static Answer well(RecordedRequest request) {
        Reply reply = Reply.text("Done.");
        return request.text().contains("\"stream\":true")
                ? Answer.sse(Dialect.CHAT.voice().events(reply, new Seen()).toArray(String[]::new))
                : Answer.json(Dialect.CHAT.voice().whole(reply, new Seen()));
    }
}

package io.omniroute.provider.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.outbound.Outbound;
import io.omniroute.testkit.TestCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.io.CloseMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to a connection between two calls. The vendor is the test itself. */
class KeptConnectionTest {
    private static final String REQUEST_TIMEOUT = "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Connector connector = new Connector(
            TestCertificate.trustingContext(), TestCertificate::trustingContext, InetAddress::getAllByName);

    @AfterEach
    void stop() {
        connector.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSilentOneCanBeUsed(boolean tls) throws Exception {
        try (Pair pair = connected(tls)) {
            assertThat(pair.isStale()).isFalse();
            pair.vendor.getOutputStream().write(1);
            assertThat(pair.awaitStale()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void oneThatTheVendorClosedIsStale(boolean tls) throws Exception {
        try (Pair pair = connected(tls)) {
            pair.vendor.shutdownOutput();
            assertThat(pair.awaitStale()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsSaidUnaskedMakesItStale(boolean tls) throws Exception {
        try (Pair pair = connected(tls)) {
            pair.vendor.getOutputStream().write(REQUEST_TIMEOUT.getBytes(StandardCharsets.US_ASCII));
            assertThat(pair.awaitStale()).isTrue();
        }
    }

    @Test
    void oneThatWasNeverOpenedOrIsClosedIsStale() throws Exception {
        assertThat(new VendorConnection().isStale()).isTrue();
        try (Pair pair = connected(false)) {
            pair.gateway.close(CloseMode.IMMEDIATE);
            assertThat(pair.isStale()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"timeout=5, max=100|5000", "max=3,Timeout=60|60000", "timeout=soon|-1", "''|-1"})
    void theVendorSaysHowLongItKeepsOne(String header, long millis) {
        ClassicHttpResponse response = new BasicClassicHttpResponse(200);
        response.addHeader("Keep-Alive", header);
        assertThat(HttpReply.keepAlive(response).toMilliseconds()).isEqualTo(millis);
    }

    /** Both ends of a connection. */
    private record Pair(VendorConnection gateway, Socket vendor) implements AutoCloseable {
        /** On a virtual thread, as in a call. */
        boolean isStale() throws Exception {
            return Calls.async(gateway::isStale).get();
        }

        /** What one end writes is not at the other at once, not even on loopback. */
        boolean awaitStale() throws Exception {
            long end = System.nanoTime() + PATIENCE.toNanos();
            boolean stale = isStale();
            while (!stale && System.nanoTime() < end) {
                Thread.onSpinWait();
                stale = isStale();
            }
            return stale;
        }

        @Override
        public void close() throws IOException {
            gateway.close(CloseMode.IMMEDIATE);
            vendor.close();
        }
    }

    private Pair connected(boolean tls) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI uri = URI.create((tls ? "https" : "http") + "://localhost:" + server.getLocalPort() + "/");
            Destination destination = Destination.of(uri, false, Outbound.DIRECT);
            VendorConnection gateway = new VendorConnection();
            CompletableFuture<Boolean> connecting = Calls.async(() -> {
                connector.connect(gateway, destination, new Exchange(), PATIENCE);
                return true;
            });
            Socket vendor = server.accept();
            if (tls) {
                SSLSocket secure = (SSLSocket)
                        TestCertificate.serverContext().getSocketFactory().createSocket(vendor, null, true);
                // 1.3 would send session tickets, which the gateway reads with its first answer
                secure.setEnabledProtocols(new String[] {"TLSv1.2"});
                secure.startHandshake();
                vendor = secure;
            }
            connecting.join();
            return new Pair(gateway, vendor);
        }
    }
}

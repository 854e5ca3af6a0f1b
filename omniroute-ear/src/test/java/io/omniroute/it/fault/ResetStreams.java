package io.omniroute.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.it.TestGateway;
import io.omniroute.it.wire.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/**
 * A client with one HTTP/2 connection without TLS. It comes by the upgrade of a first HTTP/1.1 call (h2c), so that a call which
 * is cancelled leaves by RST_STREAM and the connection stays.
 */
final class ResetStreams implements AutoCloseable {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    private final TestGateway gateway;

    ResetStreams(TestGateway gateway) {
        this.gateway = gateway;
        requireConnected();
    }

    CompletableFuture<HttpResponse<InputStream>> call(Dialect client, String model, boolean streamed) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway.url() + client.path(model, streamed)));
        client.headers(gateway.key()).forEach(request::header);
        String body = client.body(model, streamed).toString();
        return http.sendAsync(
                request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    /** The connection still serves. */
    void requireConnected() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(gateway.url() + "/v1/models"))
                .header("Authorization", "Bearer " + gateway.key())
                .build();
        try {
            HttpResponse<Void> response = http.send(request, HttpResponse.BodyHandlers.discarding());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

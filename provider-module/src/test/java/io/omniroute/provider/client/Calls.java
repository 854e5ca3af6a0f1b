package io.omniroute.provider.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.omniroute.provider.catalog.Timeouts;
import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.outbound.Outbound;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

/** Makes calls for tests, and looks at what became of them. */
final class Calls {
    static final Timeouts PATIENT =
            new Timeouts(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20));

    private Calls() {}

    static UpstreamCall post(URI uri, Timeouts timeouts, Cancellation cancellation) {
        byte[] body = "{\"model\":\"m\"}".getBytes(StandardCharsets.UTF_8);
        return new UpstreamCall(
                "POST",
                uri,
                Map.of("Content-Type", "application/json", "Authorization", "Bearer sk-very-secret"),
                body,
                timeouts,
                false,
                Outbound.DIRECT,
                cancellation);
    }

    static UpstreamCall post(URI uri) {
        return post(uri, PATIENT, new Cancellation());
    }

    static String text(UpstreamReply reply) throws IOException {
        return new String(reply.body().readAllBytes(), StandardCharsets.UTF_8);
    }

    static Failure failureOfOpening(ProviderClient client, UpstreamCall call) {
        GatewayException thrown = catchThrowableOfType(
                GatewayException.class, () -> client.open(call).close());
        assertThat(thrown).as("opening fails").isNotNull();
        assertThat(thrown.failure().message()).doesNotContain("secret").doesNotContain("key=");
        return thrown.failure();
    }

    static Failure failureOfReading(UpstreamReply reply) {
        UpstreamReadException thrown = catchThrowableOfType(
                UpstreamReadException.class, () -> reply.body().readAllBytes());
        assertThat(thrown).as("reading fails").isNotNull();
        return thrown.failure();
    }

    /** Runs it on a virtual thread, as the gateway does. */
    static <T> CompletableFuture<T> async(Callable<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofVirtual().start(new FutureTask<>(() -> {
            try {
                return result.complete(work.call());
            } catch (Exception e) { // whatever it is, the test wants to see it
                return result.completeExceptionally(e);
            }
        }));
        return result;
    }
}

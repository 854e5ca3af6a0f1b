package io.omniroute.routing.passage;

import io.omniroute.provider.catalog.Timeouts;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.client.Cancellation;
import io.omniroute.provider.client.GatewayVersion;
import io.omniroute.provider.client.ProviderClient;
import io.omniroute.provider.client.UpstreamCall;
import io.omniroute.provider.client.UpstreamReply;
import io.omniroute.provider.outbound.Outbound;
import io.omniroute.provider.outbound.ProxyServer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fetches a page through a proxy, to see whether it works. Thread-safe. */
@ApplicationScoped
public class ProxyCheck {
    /** Answers with the address that it was called from. */
    public static final URI DEFAULT_TARGET = URI.create("https://api.ipify.org?format=json");

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MAX_BODY = 64 * 1024;
    private static final Pattern MEMBER = Pattern.compile("\"ip\"\\s*:\\s*\"([0-9A-Fa-f.:]{3,45})\"");
    private static final Pattern BARE = Pattern.compile("^\\s*([0-9A-Fa-f.:]{3,45})\\s*$");

    private final ProviderClient client;

    @Inject
    public ProxyCheck(ProviderClient client) {
        this.client = client;
    }

    protected ProxyCheck() {
        this(null); // for the CDI proxy
    }

    /**
     * What came of it.
     *
     * @param status of the page; absent when none came
     * @param publicIp what the page says we are
     */
    public record Report(
            Optional<Integer> status,
            long millis,
            Optional<String> publicIp,
            Optional<String> error,
            Optional<String> code) {
        public Report {
            Objects.requireNonNull(status, "status");
            Objects.requireNonNull(publicIp, "publicIp");
            Objects.requireNonNull(error, "error");
            Objects.requireNonNull(code, "code");
        }

        /** Any answer of the target shows that the proxy works; what stands before it says so by failing. */
        public boolean success() {
            return error.isEmpty();
        }
    }

    public Report run(ProxyServer proxy, URI target) {
        long start = System.nanoTime();
        try (UpstreamReply reply = client.open(call(proxy, target))) {
            long millis = millisSince(start);
            String body = new String(reply.body().readNBytes(MAX_BODY), StandardCharsets.UTF_8);
            Optional<String> publicIp = found(MEMBER, body).or(() -> found(BARE, body));
            return new Report(Optional.of(reply.status()), millis, publicIp, Optional.empty(), Optional.empty());
        } catch (GatewayException e) {
            return failed(start, e.failure().message(), e.failure().code());
        } catch (IOException e) {
            return failed(start, "The answer broke off.", Optional.of("read_failed"));
        }
    }

    private static Optional<String> found(Pattern pattern, String body) {
        Matcher matcher = pattern.matcher(body);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Report failed(long start, String message, Optional<String> code) {
        return new Report(Optional.empty(), millisSince(start), Optional.empty(), Optional.of(message), code);
    }

    private static UpstreamCall call(ProxyServer proxy, URI target) {
        return new UpstreamCall(
                "GET",
                target,
                Map.of("Accept", "application/json", "User-Agent", GatewayVersion.USER_AGENT),
                new byte[0],
                new Timeouts(PATIENCE, PATIENCE, PATIENCE),
                false,
                Outbound.DIRECT.through(proxy),
                new Cancellation());
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}

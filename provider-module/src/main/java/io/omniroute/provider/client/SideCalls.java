package io.omniroute.provider.client;

import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Calls to vendors that no answer hangs on: tests of connections, counting of tokens. A vendor that cannot be reached is tried
 * once more, where the server has MicroProfile Fault Tolerance; elsewhere the first failure is the last. Deadlines are those of
 * the provider, kept by the client's own watchdog. Thread-safe.
 */
@ApplicationScoped
public class SideCalls {
    private final ProviderClient client;

    @Inject
    public SideCalls(ProviderClient client) {
        this.client = client;
    }

    protected SideCalls() {
        this(null); // for the CDI proxy
    }

    /**
     * As {@link ProviderClient#open}.
     *
     * @throws UnreachableException for UPSTREAM_UNREACHABLE
     */
    @Retry(maxRetries = 1, delay = 200, jitter = 100, retryOn = UnreachableException.class)
    public UpstreamReply open(UpstreamCall call) {
        try {
            return client.open(call);
        } catch (GatewayException e) {
            if (e.failure().kind() == FailureKind.UPSTREAM_UNREACHABLE) {
                throw new UnreachableException(e);
            }
            throw e;
        }
    }
}

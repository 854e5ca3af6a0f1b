package io.omniroute.provider.client;

import io.omniroute.provider.chat.GatewayException;

/** Opens calls to vendors with blocking I/O, on the virtual thread of the call. Thread-safe. */
public interface ProviderClient {
    /**
     * Sends the request and waits for the response head, whatever its status.
     *
     * @return the reply; the caller closes it
     * @throws GatewayException UPSTREAM_UNREACHABLE (refused, DNS, TLS, reset), UPSTREAM_TIMEOUT (connect or first byte),
     *     FORBIDDEN (address not allowed) or CANCELLED
     */
    UpstreamReply open(UpstreamCall call);
}

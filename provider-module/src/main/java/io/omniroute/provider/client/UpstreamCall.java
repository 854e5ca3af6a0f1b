package io.omniroute.provider.client;

import io.omniroute.provider.catalog.Timeouts;
import io.omniroute.provider.outbound.Outbound;
import io.omniroute.provider.outbound.ProxyServer;
import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * One HTTP request to a vendor.
 *
 * @param method GET or POST
 * @param headers all of them but Host and Content-Length; may hold credentials, so it is never logged
 * @param body not copied; empty for GET
 * @param allowPrivateNetwork whether RFC 1918 and ULA addresses may be connected to
 */
public record UpstreamCall(
        String method,
        URI uri,
        Map<String, String> headers,
        byte[] body,
        Timeouts timeouts,
        boolean allowPrivateNetwork,
        Outbound outbound,
        Cancellation cancellation) {
    public UpstreamCall {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(timeouts, "timeouts");
        Objects.requireNonNull(outbound, "outbound");
        Objects.requireNonNull(cancellation, "cancellation");
    }

    /** The same call, by way of this proxy. */
    public UpstreamCall through(ProxyServer proxy) {
        return new UpstreamCall(
                method, uri, headers, body, timeouts, allowPrivateNetwork, outbound.through(proxy), cancellation);
    }

    /** Names method and host only. */
    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getAuthority();
    }
}

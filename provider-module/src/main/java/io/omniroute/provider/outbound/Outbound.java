package io.omniroute.provider.outbound;

import java.util.Objects;
import java.util.Optional;

/**
 * How a call leaves. Connections are pooled by it, so that no call travels over one that was opened another way.
 *
 * @param proxy absent for a direct connection
 * @param tls absent for the handshake of the platform
 */
public record Outbound(Optional<ProxyServer> proxy, Optional<TlsProfile> tls) {
    public static final Outbound DIRECT = new Outbound(Optional.empty(), Optional.empty());

    public Outbound {
        Objects.requireNonNull(proxy, "proxy");
        Objects.requireNonNull(tls, "tls");
    }

    /** The same way with another handshake. */
    public Outbound withTls(Optional<TlsProfile> changed) {
        return changed.equals(tls) ? this : new Outbound(proxy, changed);
    }

    /** The same way out, by way of this proxy. */
    public Outbound through(ProxyServer server) {
        return new Outbound(Optional.of(server), tls);
    }
}

package io.omniroute.provider.outbound;

import io.omniroute.provider.store.Secret;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A proxy in front of vendors. Its text form names neither user nor password.
 *
 * @param host a name or an IP literal without brackets
 * @param port 1 to 65535
 * @param allowPrivateNetwork whether the proxy itself may stand in a private network
 */
public record ProxyServer(Kind kind, String host, int port, Optional<Login> login, boolean allowPrivateNetwork) {
    /** How it is spoken to. */
    public enum Kind {
        /** CONNECT in the clear (RFC 9110, 9.3.6). */
        HTTP,
        /** CONNECT inside TLS. */
        HTTPS,
        /** RFC 1928. */
        SOCKS5;

        /** As configuration writes it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What it asks for: HTTP Basic (RFC 7617), or RFC 1929. */
    public record Login(String user, Secret password) {
        public Login {
            Objects.requireNonNull(user, "user");
            Objects.requireNonNull(password, "password");
        }
    }

    public ProxyServer {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(login, "login");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 1 to 65535");
        }
    }

    public String hostAndPort() {
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port;
    }

    @Override
    public String toString() {
        return kind.word() + "://" + hostAndPort();
    }
}

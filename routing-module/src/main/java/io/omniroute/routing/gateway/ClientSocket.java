package io.omniroute.routing.gateway;

import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * The two ends of the TCP connection a call came in on, as the server sees them.
 *
 * @param hasReset whether the client has reset its call's HTTP/2 stream, which leaves the connection as it is; asked from
 *     another thread, many times. Never true for HTTP/1.1, nor where the server does not tell
 */
public record ClientSocket(String remoteAddress, int remotePort, int localPort, BooleanSupplier hasReset) {
    public ClientSocket {
        Objects.requireNonNull(remoteAddress, "remoteAddress");
        Objects.requireNonNull(hasReset, "hasReset");
    }
}

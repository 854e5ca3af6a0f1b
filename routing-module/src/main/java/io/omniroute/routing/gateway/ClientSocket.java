package io.omniroute.routing.gateway;

import java.util.Objects;

/** The two ends of the TCP connection a call came in on, as the server sees them. */
public record ClientSocket(String remoteAddress, int remotePort, int localPort) {
    public ClientSocket {
        Objects.requireNonNull(remoteAddress, "remoteAddress");
    }
}

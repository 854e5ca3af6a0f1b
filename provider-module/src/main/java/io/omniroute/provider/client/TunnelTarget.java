package io.omniroute.provider.client;

import java.net.InetAddress;
import java.util.Optional;

/**
 * What a proxy is asked to connect to.
 *
 * @param host a name, or an IP literal without brackets
 * @param address the address to connect to; absent when the proxy is to look the name up
 */
record TunnelTarget(String host, int port, Optional<InetAddress> address) {
    /** RFC 9112, 3.2.3: host and port, an IPv6 literal in brackets. */
    String authority() {
        String shown = address.map(InetAddress::getHostAddress).orElse(host);
        return (shown.indexOf(':') >= 0 ? '[' + shown + ']' : shown) + ':' + port;
    }
}

package io.omniroute.routing.egress;

import io.omniroute.provider.outbound.ProxyServer;
import java.util.Objects;
import java.util.Optional;

/**
 * What holds at one level.
 *
 * @param server absent where calls leave directly, whatever wider levels say
 */
public record ProxyRule(Optional<ProxyServer> server) {
    public static final ProxyRule DIRECT = new ProxyRule(Optional.empty());

    public ProxyRule {
        Objects.requireNonNull(server, "server");
    }

    public static ProxyRule by(ProxyServer server) {
        return new ProxyRule(Optional.of(server));
    }
}

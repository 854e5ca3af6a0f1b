package io.omniroute.provider.client;

import io.omniroute.provider.chat.Failure;
import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Holds destinations behind a proxy to the address rules. Under TLS the proxy gets the name, for the certificate proves who
 * answers; in the clear it gets the very address that was checked.
 */
record TunnelTargets(Dns dns, ProxyFaults faults) {
    /** Where all names are looked up by the proxy, a look-up here may find nobody who answers. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** @throws GatewayException when it may not be called */
    TunnelTarget of(Destination to, List<InetAddress> proxy, Exchange exchange) throws IOException {
        Optional<InetAddress[]> known = dns.known(to.host(), exchange, PATIENCE);
        if (known.isEmpty()) {
            AddressGuard.objectionToUnknown(to.host()).ifPresent(objection -> {
                throw AddressGuard.refused(objection);
            });
            requireOwnLoopback(to, new InetAddress[0], proxy);
            return unknown(to);
        }
        InetAddress[] answer = known.get();
        requireOwnLoopback(to, answer, proxy);
        if (!to.tls() || isLiteral(to.host())) {
            return new TunnelTarget(
                    to.host(),
                    to.port(),
                    Optional.of(AddressGuard.permitted(to, answer).get(0)));
        }
        // which of them the proxy takes is up to the proxy
        AddressGuard.objectionToAny(to.host(), answer, to.allowPrivateNetwork()).ifPresent(objection -> {
            throw AddressGuard.refused(objection);
        });
        return new TunnelTarget(to.host(), to.port(), Optional.empty());
    }

    private static TunnelTarget unknown(Destination to) {
        if (to.tls()) {
            return new TunnelTarget(to.host(), to.port(), Optional.empty());
        }
        throw new GatewayException(Failure.of(
                FailureKind.UPSTREAM_UNREACHABLE,
                "The host '" + to.host() + "' is unknown, and without TLS nobody could tell where a proxy finds it.",
                "unknown_host"));
    }

    private void requireOwnLoopback(Destination to, InetAddress[] answer, List<InetAddress> proxy) {
        boolean loopback =
                AddressGuard.isLocalhost(to.host()) || Arrays.stream(answer).anyMatch(AddressGuard::isLoopback);
        if (loopback && !proxy.stream().allMatch(AddressGuard::isLoopback)) {
            throw faults.failed(
                    "'" + to.host() + "' is this machine itself, which the proxy "
                            + faults.proxy().hostAndPort()
                            + " would not reach by that name; exempt it with a rule that says 'direct'.",
                    "proxy_loopback");
        }
    }

    private static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    }
}

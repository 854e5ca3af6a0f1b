package io.omniroute.routing.access;

import io.omniroute.routing.operations.GatewayStarting;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a call comes from: the socket's peer, or behind trusted proxies whom the outermost of them saw. Immutable and
 * thread-safe.
 */
@ApplicationScoped
public class ClientAddress {
    private final List<Cidr> trusted;

    /** @param proxies addresses and CIDR ranges, separated by commas. @throws IllegalArgumentException for anything else */
    @Inject
    public ClientAddress(@ConfigProperty(name = "OMNIROUTE_TRUSTED_PROXIES") Optional<String> proxies) {
        trusted = Arrays.stream(proxies.orElse("").split("[,\\s]+"))
                .filter(text -> !text.isBlank())
                .map(ClientAddress::parse)
                .toList();
    }

    protected ClientAddress() { // for the CDI proxy
        this(Optional.empty());
    }

    /** Being made is the check: a bad range ends the start rather than the first login. */
    void check(@Observes @Priority(1) GatewayStarting event) {}

    /**
     * @param socket the peer's literal IP address
     * @param forwardedFor the {@code X-Forwarded-For} headers in order; believed only as far as trusted proxies wrote them
     */
    public String of(String socket, List<String> forwardedFor) {
        Optional<InetAddress> peer = Cidr.address(bare(socket));
        if (peer.isEmpty() || !isTrusted(peer.get())) {
            return peer.map(InetAddress::getHostAddress).orElse(socket);
        }
        InetAddress nearest = peer.get();
        List<String> hops = hops(forwardedFor);
        for (int i = hops.size() - 1; i >= 0; i--) {
            Optional<InetAddress> hop = Cidr.address(bare(hops.get(i)));
            if (hop.isEmpty()) {
                break; // nonsense came from beyond the last hop that was understood
            }
            nearest = hop.get();
            if (!isTrusted(nearest)) {
                break;
            }
        }
        return nearest.getHostAddress();
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    private static Cidr parse(String text) {
        try {
            return Cidr.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "OMNIROUTE_TRUSTED_PROXIES: " + e.getMessage()); // one line, for the operator
        }
    }

    private static List<String> hops(List<String> headers) {
        List<String> hops = new ArrayList<>();
        for (String header : headers) {
            for (String hop : header.split(",")) {
                hops.add(hop.strip());
            }
        }
        return hops;
    }

    /** Without brackets, port and zone: {@code [::1]:80}, {@code 10.0.0.1:80}, {@code fe80::1%eth0}. */
    private static String bare(String hop) {
        String text = hop;
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            text = end < 0 ? text : text.substring(1, end);
        } else if (text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            text = text.substring(0, text.indexOf(':'));
        }
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}

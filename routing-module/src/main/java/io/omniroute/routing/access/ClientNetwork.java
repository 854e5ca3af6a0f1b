package io.omniroute.routing.access;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Against whom failures of a client address are counted: an IPv4 address for itself, an IPv6 one for its {@code /64},
 * because whoever has one of those addresses has them all. An IPv4-mapped address is the IPv4 one, and a zone id is
 * left out.
 *
 * @param text {@code 192.0.2.9} or {@code 2001:db8:0:7::/64}
 */
public record ClientNetwork(String text) {
    private static final String PREFIX = "/64";
    private static final int GROUPS = 4;

    /** @param address a literal; what is no address stands for itself */
    public static ClientNetwork of(String address) {
        if (address.indexOf(':') < 0) {
            return new ClientNetwork(address);
        }
        int zone = address.indexOf('%');
        return Cidr.address(zone < 0 ? address : address.substring(0, zone))
                .map(ClientNetwork::of)
                .orElseGet(() -> new ClientNetwork(address));
    }

    /** @param text an address, or a network as {@link #text} writes it */
    public static ClientNetwork parse(String text) {
        ClientNetwork network = of(text.endsWith(PREFIX) ? text.substring(0, text.length() - PREFIX.length()) : text);
        return text.endsWith(PREFIX) && !network.text.endsWith(PREFIX) ? new ClientNetwork(text) : network;
    }

    private static ClientNetwork of(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return new ClientNetwork(address.getHostAddress());
        }
        ByteBuffer groups = ByteBuffer.wrap(bytes);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            text.append(Integer.toHexString(groups.getShort() & 0xffff)).append(':');
        }
        return new ClientNetwork(text.append(':').append(PREFIX).toString());
    }

    @Override
    public String toString() {
        return text;
    }
}

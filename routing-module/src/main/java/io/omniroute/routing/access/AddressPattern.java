package io.omniroute.routing.access;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses that a rule speaks of: one address, a CIDR range, or IPv4 with {@code *} for whole octets
 * ({@code 10.0.*.*}). An IPv4-mapped IPv6 address is the IPv4 one, in the rule and in what it is held against.
 *
 * @param text as it was written
 */
public record AddressPattern(String text, Optional<Cidr> range) {
    private static final Pattern WILDCARD = Pattern.compile("((\\d{1,3}|\\*)\\.){3}(\\d{1,3}|\\*)");
    private static final String MAPPED = "::ffff:";
    private static final int MAPPED_BITS = 96;

    /** @throws IllegalArgumentException naming the text */
    public static AddressPattern parse(String text) {
        if (text.indexOf('*') < 0) {
            return new AddressPattern(text, Optional.of(Cidr.parse(unmapped(text))));
        }
        boolean octets = WILDCARD.matcher(text).matches();
        for (String octet : octets ? text.split("\\.") : new String[] {"256"}) {
            if (!octet.equals("*") && Integer.parseInt(octet) > 255) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not an IP address, CIDR range or IPv4 address with '*' for octets");
            }
        }
        return new AddressPattern(text, Optional.empty());
    }

    /** @param address a literal, read once for all patterns; what is no address matches none */
    public static boolean any(List<AddressPattern> patterns, String address) {
        return !patterns.isEmpty()
                && Cidr.address(address).filter(read -> any(patterns, read)).isPresent();
    }

    private static boolean any(List<AddressPattern> patterns, InetAddress address) {
        for (AddressPattern pattern : patterns) {
            if (pattern.matches(address)) {
                return true;
            }
        }
        return false;
    }

    /** @param address a literal; what is no address matches nothing */
    public boolean matches(String address) {
        return Cidr.address(address).filter(this::matches).isPresent();
    }

    private boolean matches(InetAddress address) {
        if (range.isPresent()) {
            return range.get().contains(address);
        }
        byte[] bytes = address.getAddress();
        String[] octets = text.split("\\.");
        if (bytes.length != octets.length) {
            return false;
        }
        for (int i = 0; i < octets.length; i++) {
            if (!octets[i].equals("*") && Integer.parseInt(octets[i]) != (bytes[i] & 0xff)) {
                return false;
            }
        }
        return true;
    }

    /** {@code ::ffff:10.0.0.0/104} is {@code 10.0.0.0/8}. */
    private static String unmapped(String text) {
        int slash = text.indexOf('/');
        boolean mapped = text.regionMatches(true, 0, MAPPED, 0, MAPPED.length()) && text.indexOf('.') > 0;
        if (!mapped || slash < 0 || !text.substring(slash + 1).matches("\\d{2,3}")) {
            return text;
        }
        int bits = Integer.parseInt(text.substring(slash + 1)) - MAPPED_BITS;
        return bits < 0 ? text : text.substring(MAPPED.length(), slash + 1) + bits;
    }

    @Override
    public String toString() {
        return text;
    }
}

package io.omniroute.routing.passage;

import io.omniroute.routing.access.AddressPattern;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The hosts of {@code NO_PROXY}: names that stand for themselves and what is below them, addresses, CIDR ranges, or {@code *}. */
record NoProxy(List<String> entries) {
    NoProxy {
        entries = List.copyOf(entries);
    }

    static NoProxy parse(String text) {
        return new NoProxy(Arrays.stream(text.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .map(entry -> entry.startsWith("*.") ? entry.substring(1) : entry)
                .filter(entry -> !entry.isEmpty())
                .toList());
    }

    /** @param host lower-case, an IP literal without brackets */
    boolean names(String host, int port) {
        return entries.stream().anyMatch(entry -> matches(entry, host, port));
    }

    private static boolean matches(String entry, String host, int port) {
        if (entry.equals("*") || entry.equals(host) || entry.equals(host + ":" + port)) {
            return true;
        }
        if (entry.indexOf('/') >= 0) {
            return range(entry).filter(pattern -> pattern.matches(host)).isPresent();
        }
        int colon = entry.indexOf(':');
        boolean otherPort = colon > 0 && !entry.substring(colon + 1).equals(Integer.toString(port));
        String name = colon > 0 ? entry.substring(0, colon) : entry;
        String suffix = name.startsWith(".") ? name : "." + name;
        return !otherPort && (host.endsWith(suffix) || suffix.equals("." + host));
    }

    private static Optional<AddressPattern> range(String entry) {
        try {
            return Optional.of(AddressPattern.parse(entry));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

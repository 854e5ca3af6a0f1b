package io.omniroute.provider.client;

import io.omniroute.provider.outbound.Outbound;
import java.net.URI;
import java.util.Locale;

/**
 * What connections are pooled by. The way out and the address policy are part of it, so that a call that must stay out of private
 * networks is never sent over a connection that was opened for one that may enter them.
 *
 * @param host a lower-case name, or an IP literal without brackets
 */
record Destination(boolean tls, String host, int port, boolean allowPrivateNetwork, Outbound outbound) {
    /** @throws IllegalArgumentException when the URI is not http(s) or names no host */
    static Destination of(URI uri, boolean allowPrivateNetwork, Outbound outbound) {
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        if (!tls && !"http".equalsIgnoreCase(uri.getScheme())) {
            throw new IllegalArgumentException("the address must begin with http:// or https://");
        }
        String host = uri.getHost();
        int port = uri.getPort();
        if (host == null) {
            // java.net.URI refuses names with an underscore, which container networks use
            String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
            int colon = authority.lastIndexOf(':');
            host = colon < 0 ? authority : authority.substring(0, colon);
            port = colon < 0 ? -1 : portOf(authority.substring(colon + 1));
        }
        if (host.isEmpty() || host.indexOf('@') >= 0) {
            throw new IllegalArgumentException("the address must name a host and nothing before it");
        }
        if (host.charAt(0) == '[') {
            host = host.substring(1, host.length() - 1);
        }
        return new Destination(tls, host.toLowerCase(Locale.ROOT), portOr(port, tls), allowPrivateNetwork, outbound);
    }

    private static int portOr(int port, boolean tls) {
        if (port >= 0) {
            return port;
        }
        return tls ? 443 : 80;
    }

    private static int portOf(String digits) {
        try {
            return Integer.parseInt(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the port must be a number", e);
        }
    }

    /** The value of a Host header: the port only where it is not the scheme's own. */
    String hostHeader() {
        return port == (tls ? 443 : 80) ? bracketed() : this.toString();
    }

    private String bracketed() {
        return host.indexOf(':') >= 0 ? '[' + host + ']' : host;
    }

    @Override
    public String toString() {
        return bracketed() + ':' + port;
    }
}

package io.omniroute.routing.egress;

import io.omniroute.provider.outbound.ProxyServer;
import io.omniroute.provider.outbound.ProxyServer.Kind;
import io.omniroute.provider.outbound.ProxyServer.Login;
import io.omniroute.provider.store.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A proxy as one line: {@code socks5://user:password@host:1080}. Complaints never quote it, for it may hold a password;
 * {@code java.net.URI} would, and it refuses hosts with an underscore.
 */
public final class ProxyText {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9._-]{0,251}[A-Za-z0-9_])?\\.?");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final int LONGEST = 255; // RFC 1929 has one byte for a length

    private ProxyText() {}

    /**
     * @param assumed what it is when it names no scheme
     * @throws IllegalArgumentException with what is wrong, a sentence without its subject
     */
    public static ProxyServer parse(String text, Optional<Kind> assumed, boolean allowPrivateNetwork) {
        int scheme = text.indexOf("://");
        Kind kind = scheme < 0
                ? assumed.orElseThrow(
                        () -> new IllegalArgumentException("must begin with http://, https:// or socks5://"))
                : kind(text.substring(0, scheme));
        String rest = scheme < 0 ? text : text.substring(scheme + 3);
        String authority = rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
        int at = authority.lastIndexOf('@');
        String address = authority.substring(at + 1);
        if (address.indexOf('/') >= 0 || address.indexOf('?') >= 0 || address.indexOf('#') >= 0) {
            throw new IllegalArgumentException("must end with the host and port");
        }
        int colon = address.indexOf(':', Math.max(0, address.lastIndexOf(']')));
        String host = colon < 0 ? address : address.substring(0, colon);
        int port = colon < 0 ? usualPort(kind) : port(address.substring(colon + 1));
        Optional<Login> login = at < 0 ? Optional.empty() : Optional.of(login(kind, authority.substring(0, at)));
        return new ProxyServer(kind, host(host), port, login, allowPrivateNetwork);
    }

    /** @throws IllegalArgumentException for a word that is none */
    public static Kind kind(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "http" -> Kind.HTTP;
            case "https" -> Kind.HTTPS;
            case "socks5", "socks5h" -> Kind.SOCKS5;
            default -> throw new IllegalArgumentException("must be of type http, https or socks5");
        };
    }

    /** @throws IllegalArgumentException when it is neither a name nor an IP literal, with or without brackets */
    public static String host(String text) {
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String host = bracketed ? text.substring(1, text.length() - 1) : text;
        if (!(bracketed ? IPV6 : NAME).matcher(host).matches()
                && !IPV6.matcher(host).matches()) {
            throw new IllegalArgumentException("must name a host");
        }
        return host.toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for what no proxy of this kind could be told */
    public static Login login(Kind kind, String user, String password) {
        if (user.isEmpty() || password.isBlank()) {
            throw new IllegalArgumentException("must have a user name and a password, or neither");
        }
        if (bytes(user) > LONGEST || bytes(password) > LONGEST) {
            throw new IllegalArgumentException("may have a user name and a password of at most 255 bytes each");
        }
        // RFC 7617, 2: the first colon ends the user name
        boolean colon = kind != Kind.SOCKS5 && user.indexOf(':') >= 0;
        if (colon
                || user.chars().anyMatch(Character::isISOControl)
                || password.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "must have no control characters in its login, and no colon in the user name");
        }
        return new Login(user, new Secret(password));
    }

    private static Login login(Kind kind, String text) {
        int colon = text.indexOf(':');
        return colon < 0
                ? login(kind, decoded(text), "")
                : login(kind, decoded(text.substring(0, colon)), decoded(text.substring(colon + 1)));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a '%' in its login that escapes nothing; write it as %25");
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int usualPort(Kind kind) {
        return switch (kind) {
            case HTTP -> 80;
            case HTTPS -> 443;
            case SOCKS5 -> 1080;
        };
    }

    private static int port(String digits) {
        if (!digits.matches("\\d{1,5}") || Integer.parseInt(digits) < 1 || Integer.parseInt(digits) > 65_535) {
            throw new IllegalArgumentException("must have a port from 1 to 65535");
        }
        return Integer.parseInt(digits);
    }
}

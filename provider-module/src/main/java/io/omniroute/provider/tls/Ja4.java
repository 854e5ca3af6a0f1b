package io.omniroute.provider.tls;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * JA4, the one member of the JA4+ family under a BSD licence: https://github.com/FoxIO-LLC/ja4, technical_details/JA4.md.
 * Only for TLS over TCP. Unlike JA3 it sorts, so that clients which shuffle their extensions keep one fingerprint.
 */
final class Ja4 {
    private static final int HASH_LENGTH = 12;
    private static final String NO_HASH = "0".repeat(HASH_LENGTH);
    private static final int MOST = 99;

    private Ja4() {}

    static String hashed(ClientHello hello) {
        return head(hello) + "_" + hash(suites(hello)) + "_" + hash(extensionsAndSchemes(hello));
    }

    static String raw(ClientHello hello) {
        return head(hello) + "_" + suites(hello) + "_" + extensionsAndSchemes(hello);
    }

    private static String head(ClientHello hello) {
        return "t"
                + version(hello)
                // "SNI": with a name the destination is a domain, without it an IP address
                + (hello.extensions().contains(Ext.SERVER_NAME) ? "d" : "i")
                + count(hello.cipherSuites())
                + count(hello.extensions())
                + alpn(hello.alpn());
    }

    /** "TLS Version": the highest of supported_versions, else the handshake's own. */
    private static String version(ClientHello hello) {
        int highest = plain(hello.versions()).mapToInt(Integer::intValue).max().orElse(hello.version());
        return switch (highest) {
            case 0x0304 -> "13";
            case 0x0303 -> "12";
            case 0x0302 -> "11";
            case 0x0301 -> "10";
            case 0x0300 -> "s3";
            case 0x0002 -> "s2";
            default -> "00";
        };
    }

    private static String count(List<Integer> values) {
        return String.format(Locale.ROOT, "%02d", Math.min(MOST, plain(values).count()));
    }

    /** "ALPN Extension Value": first and last character of the first one; of its hexadecimal form where they are not alphanumeric. */
    private static String alpn(List<String> protocols) {
        if (protocols.isEmpty() || protocols.getFirst().isEmpty()) {
            return "00";
        }
        String protocol = protocols.getFirst();
        char first = protocol.charAt(0);
        char last = protocol.charAt(protocol.length() - 1);
        if (isAlphanumeric(first) && isAlphanumeric(last)) {
            return "" + first + last;
        }
        return "" + Character.forDigit(first >> 4 & 0xf, 16) + Character.forDigit(last & 0xf, 16);
    }

    private static boolean isAlphanumeric(char c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    /** "Cipher hash": four hexadecimal digits each, sorted. */
    private static String suites(ClientHello hello) {
        return commas(plain(hello.cipherSuites()).sorted());
    }

    /** "Extension hash": sorted, without SNI and ALPN, which the head has told; the schemes as they come. */
    private static String extensionsAndSchemes(ClientHello hello) {
        String extensions = commas(plain(hello.extensions())
                .filter(type -> type != Ext.SERVER_NAME && type != Ext.ALPN)
                .sorted());
        String schemes = commas(plain(hello.signatureSchemes()));
        return schemes.isEmpty() ? extensions : extensions + "_" + schemes;
    }

    private static Stream<Integer> plain(List<Integer> values) {
        return values.stream().filter(value -> !Ext.isGrease(value));
    }

    private static String commas(Stream<Integer> values) {
        return values.map(value -> String.format(Locale.ROOT, "%04x", value)).collect(Collectors.joining(","));
    }

    private static String hash(String list) {
        return list.isEmpty() ? NO_HASH : Fingerprint.hex("SHA-256", list).substring(0, HASH_LENGTH);
    }
}

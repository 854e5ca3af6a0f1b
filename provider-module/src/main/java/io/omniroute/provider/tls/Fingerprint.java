package io.omniroute.provider.tls;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How a ClientHello looks to whoever watches the network.
 *
 * @param ja3 MD5 of {@code ja3Text}
 * @param ja3Text as salesforce/ja3 defines it: {@code version,suites,extensions,groups,pointFormats}
 * @param ja4 as FoxIO's technical_details/JA4.md defines it
 * @param ja4Text the same with its two lists unhashed, which FoxIO calls JA4_r
 */
public record Fingerprint(String ja3, String ja3Text, String ja4, String ja4Text) {
    public static Fingerprint of(ClientHello hello) {
        String ja3Text = Ja3.text(hello);
        return new Fingerprint(hex("MD5", ja3Text), ja3Text, Ja4.hashed(hello), Ja4.raw(hello));
    }

    static String hex(String algorithm, String text) {
        try {
            byte[] hash = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5 and SHA-256", e);
        }
    }
}

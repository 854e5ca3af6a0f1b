package io.omniroute.provider.tls;

import io.omniroute.provider.outbound.TlsProfile;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * The names that profiles may use: those that the running JDK puts into a ClientHello when it is asked for nothing else. The JDK
 * has no list of its signature schemes and passes over what it does not know, so each name is tried once, and its number read from
 * the hello.
 */
public final class TlsNames {
    /** What the gateway speaks to vendors. */
    static final String HTTP_1_1 = "http/1.1";

    static final String TLS_1_3 = "TLSv1.3";
    static final String TLS_1_2 = "TLSv1.2";

    /** Java Security Standard Algorithm Names, "Named Groups", those of TLS 1.2 on. */
    private static final List<String> GROUPS = List.of(
            "x25519",
            "secp256r1",
            "secp384r1",
            "secp521r1",
            "x448",
            "ffdhe2048",
            "ffdhe3072",
            "ffdhe4096",
            "ffdhe6144",
            "ffdhe8192",
            "X25519MLKEM768",
            "SecP256r1MLKEM768",
            "SecP384r1MLKEM1024");

    /** Java Security Standard Algorithm Names, "Signature Schemes". */
    private static final List<String> SCHEMES = List.of(
            "ecdsa_secp256r1_sha256",
            "ecdsa_secp384r1_sha384",
            "ecdsa_secp521r1_sha512",
            "ed25519",
            "ed448",
            "rsa_pss_rsae_sha256",
            "rsa_pss_rsae_sha384",
            "rsa_pss_rsae_sha512",
            "rsa_pss_pss_sha256",
            "rsa_pss_pss_sha384",
            "rsa_pss_pss_sha512",
            "rsa_pkcs1_sha256",
            "rsa_pkcs1_sha384",
            "rsa_pkcs1_sha512",
            "dsa_sha256",
            "ecdsa_sha224",
            "rsa_sha224",
            "dsa_sha224",
            "ecdsa_sha1",
            "rsa_pkcs1_sha1",
            "dsa_sha1");

    private static final List<String> NONE = List.of();

    private final Map<TlsField, Map<String, Integer>> numbers = new EnumMap<>(TlsField.class);

    private TlsNames() {
        SSLParameters supported = Handshakes.freshContext().getSupportedSSLParameters();
        List<String> spoken = Arrays.asList(supported.getProtocols());
        tryEach(TlsField.PROTOCOLS, Stream.of(TLS_1_3, TLS_1_2).filter(spoken::contains), TlsNames::version);
        tryEach(
                TlsField.CIPHER_SUITES,
                Arrays.stream(supported.getCipherSuites()).filter(TlsNames::isSafe),
                name -> first(TlsField.CIPHER_SUITES, new TlsProfile(NONE, List.of(name), NONE, NONE, NONE)));
        // TLS 1.2 sends no key share, and the key of a large group is slow to make
        tryEach(TlsField.GROUPS, GROUPS.stream(), name -> first(TlsField.GROUPS, groups(List.of(TLS_1_2), name))
                .or(() -> first(TlsField.GROUPS, groups(NONE, name))));
        tryEach(
                TlsField.SIGNATURE_SCHEMES,
                SCHEMES.stream(),
                name -> first(
                        TlsField.SIGNATURE_SCHEMES, new TlsProfile(List.of(TLS_1_2), NONE, NONE, List.of(name), NONE)));
        tryEach(TlsField.ALPN, Stream.of(HTTP_1_1), name -> Optional.of(0));
    }

    private static final class Holder {
        private static final TlsNames NAMES = new TlsNames();
    }

    /** Of this JDK; found out at the first call. */
    public static TlsNames ofThisJdk() {
        return Holder.NAMES;
    }

    public List<String> of(TlsField field) {
        return List.copyOf(numbers.get(field).keySet());
    }

    /** IANA's number of a name, which for ALPN means nothing; absent when this JDK does not offer it. */
    Optional<Integer> number(TlsField field, String name) {
        return Optional.ofNullable(numbers.get(field).get(name));
    }

    /** Without a certificate there is nothing to verify, without a cipher nothing to hide behind. */
    private static boolean isSafe(String suite) {
        return !suite.contains("_anon_")
                && !suite.contains("_NULL_")
                && !suite.contains("_EXPORT_")
                && !suite.endsWith("_SCSV");
    }

    private static Optional<Integer> version(String protocol) {
        return Optional.of(protocol.equals(TLS_1_3) ? 0x0304 : 0x0303);
    }

    private void tryEach(TlsField field, Stream<String> names, Function<String, Optional<Integer>> attempt) {
        Map<String, Integer> known = new LinkedHashMap<>();
        names.forEach(name -> attempt.apply(name).ifPresent(number -> known.put(name, number)));
        numbers.put(field, known);
    }

    private static TlsProfile groups(List<String> protocols, String name) {
        return new TlsProfile(protocols, NONE, List.of(name), NONE, NONE);
    }

    private static Optional<Integer> first(TlsField field, TlsProfile profile) {
        try {
            return field.in(Handshakes.hello(profile, "")).stream().findFirst();
        } catch (SSLException e) {
            return Optional.empty(); // that name alone makes no handshake
        }
    }
}

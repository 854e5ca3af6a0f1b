package io.omniroute.provider.tls;

import io.omniroute.provider.outbound.TlsProfile;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The parts of a profile. */
public enum TlsField {
    PROTOCOLS("protocols", TlsProfile::protocols, TlsField::versions),
    CIPHER_SUITES("cipherSuites", TlsProfile::cipherSuites, ClientHello::cipherSuites),
    GROUPS("groups", TlsProfile::groups, ClientHello::groups),
    SIGNATURE_SCHEMES("signatureSchemes", TlsProfile::signatureSchemes, TlsField::schemes),
    ALPN("alpn", TlsProfile::alpn, hello -> List.of());

    private final String label;
    private final Function<TlsProfile, List<String>> wanted;
    private final Function<ClientHello, List<Integer>> offered;

    TlsField(String label, Function<TlsProfile, List<String>> wanted, Function<ClientHello, List<Integer>> offered) {
        this.label = label;
        this.wanted = wanted;
        this.offered = offered;
    }

    /** As the management API calls it. */
    public String label() {
        return label;
    }

    public List<String> of(TlsProfile profile) {
        return wanted.apply(profile);
    }

    /** The numbers in a hello that stand for names of this field; none for ALPN, which has no numbers. */
    List<Integer> in(ClientHello hello) {
        return offered.apply(hello);
    }

    private static List<Integer> versions(ClientHello hello) {
        return hello.versions().isEmpty() ? List.of(hello.version()) : hello.versions();
    }

    /** RFC 8446, 4.2.3: a scheme may be offered for certificates alone. */
    private static List<Integer> schemes(ClientHello hello) {
        return Stream.concat(hello.signatureSchemes().stream(), hello.certificateSchemes().stream())
                .toList();
    }
}

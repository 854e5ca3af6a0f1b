package io.omniroute.provider.outbound;

import java.util.List;

/**
 * What a TLS client offers, in its order; an empty list leaves that part to the platform. Names are those of the JDK's
 * <em>Java Security Standard Algorithm Names</em>. Which of them a JDK offers is another matter: {@code tls.TlsCheck}.
 *
 * @param protocols such as {@code TLSv1.3}
 * @param cipherSuites such as {@code TLS_AES_128_GCM_SHA256}
 * @param groups such as {@code x25519}
 * @param signatureSchemes such as {@code ecdsa_secp256r1_sha256}
 * @param alpn application protocols (RFC 7301), such as {@code http/1.1}
 */
public record TlsProfile(
        List<String> protocols,
        List<String> cipherSuites,
        List<String> groups,
        List<String> signatureSchemes,
        List<String> alpn) {
    public static final TlsProfile PLATFORM = new TlsProfile(List.of(), List.of(), List.of(), List.of(), List.of());

    public TlsProfile {
        protocols = List.copyOf(protocols);
        cipherSuites = List.copyOf(cipherSuites);
        groups = List.copyOf(groups);
        signatureSchemes = List.copyOf(signatureSchemes);
        alpn = List.copyOf(alpn);
    }

    /** Whether it leaves everything to the platform. */
    public boolean isEmpty() {
        return protocols.isEmpty()
                && cipherSuites.isEmpty()
                && groups.isEmpty()
                && signatureSchemes.isEmpty()
                && alpn.isEmpty();
    }
}

package io.omniroute.provider.tls;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The first words of a TLS client (RFC 8446, 4.1.2), as far as fingerprints look at them. Numbers are IANA's, lists are in the
 * order of the wire and hold GREASE values (RFC 8701) too.
 *
 * @param version {@code legacy_version}; of a record's own version nothing is kept
 * @param extensions the types of all of them
 * @param versions of {@code supported_versions}
 * @param groups of {@code supported_groups}
 * @param pointFormats of {@code ec_point_formats} (RFC 8422, 5.1.2)
 * @param signatureSchemes of {@code signature_algorithms}
 * @param certificateSchemes of {@code signature_algorithms_cert}
 * @param alpn of {@code application_layer_protocol_negotiation} (RFC 7301), a char for each byte
 */
public record ClientHello(
        int version,
        List<Integer> cipherSuites,
        List<Integer> extensions,
        List<Integer> versions,
        List<Integer> groups,
        List<Integer> pointFormats,
        List<Integer> signatureSchemes,
        List<Integer> certificateSchemes,
        List<String> alpn) {
    public ClientHello {
        cipherSuites = List.copyOf(cipherSuites);
        extensions = List.copyOf(extensions);
        versions = List.copyOf(versions);
        groups = List.copyOf(groups);
        pointFormats = List.copyOf(pointFormats);
        signatureSchemes = List.copyOf(signatureSchemes);
        certificateSchemes = List.copyOf(certificateSchemes);
        alpn = List.copyOf(alpn);
    }

    /**
     * Reads the records that hold it, and not a byte more.
     *
     * @throws IOException when they begin with something else, or are cut short
     */
    public static ClientHello read(InputStream records) throws IOException {
        return new HelloReader(HelloReader.message(records)).read();
    }
}

package io.omniroute.provider.tls;

/** Extension types that mean something here: IANA, TLS ExtensionType Values. */
final class Ext {
    static final int SERVER_NAME = 0;
    static final int SUPPORTED_GROUPS = 10;
    static final int EC_POINT_FORMATS = 11;
    static final int SIGNATURE_ALGORITHMS = 13;
    static final int ALPN = 16;
    static final int SUPPORTED_VERSIONS = 43;
    static final int SIGNATURE_ALGORITHMS_CERT = 50;

    private Ext() {}

    /** RFC 8701, 2: values reserved to be sent at random, which fingerprints leave out. */
    static boolean isGrease(int value) {
        return (value & 0x0f0f) == 0x0a0a && value >> 8 == (value & 0xff);
    }
}

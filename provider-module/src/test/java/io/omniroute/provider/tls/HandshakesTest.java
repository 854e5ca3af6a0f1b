package io.omniroute.provider.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.outbound.TlsProfile;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakesTest {
    private static final List<String> NONE = List.of();
    private static final TlsProfile PROFILE = new TlsProfile(
            List.of("TLSv1.2", "TLSv1.3"),
            List.of("TLS_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256"),
            List.of("secp384r1", "x25519"),
            List.of("rsa_pss_rsae_sha512", "ecdsa_secp256r1_sha256"),
            List.of("http/1.1"));

    @Test
    void theHelloHoldsWhatTheProfileNamesInItsOrder() throws SSLException {
        ClientHello hello = Handshakes.hello(PROFILE, "vendor.example");
        assertThat(hello.cipherSuites()).containsExactly(0x1303, 0xc02f, 0x1301);
        assertThat(hello.groups()).containsExactly(24, 29);
        assertThat(hello.signatureSchemes()).containsExactly(0x0806, 0x0403);
        assertThat(hello.alpn()).containsExactly("http/1.1");
        assertThat(hello.versions()).containsExactlyInAnyOrder(0x0303, 0x0304);
        assertThat(hello.extensions()).contains(0).doesNotContain(41);
        assertThat(Fingerprint.of(hello).ja4()).startsWith("t13d03").contains("h1_");
    }

    @Test
    void aProfileThatNamesNothingIsThePlatformsOwnHandshake() throws SSLException {
        ClientHello hello = Handshakes.hello(TlsProfile.PLATFORM, "vendor.example");
        assertThat(hello.cipherSuites()).hasSizeGreaterThan(10).contains(0x1301, 0x1302, 0xc02f);
        assertThat(hello.alpn()).isEmpty();
        assertThat(Fingerprint.of(hello).ja4()).startsWith("t13d").contains("00_");
    }

    @Test
    void theSameProfileHasTheSameFingerprintEachTime() throws SSLException {
        Fingerprint first = Fingerprint.of(Handshakes.hello(PROFILE, "vendor.example"));
        assertThat(Fingerprint.of(Handshakes.hello(PROFILE, "vendor.example"))).isEqualTo(first);
        assertThat(Fingerprint.of(Handshakes.hello(PROFILE, "other.example"))).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"api.vendor.example,d", "192.0.2.1,i", "2001:db8::1,i", "localhost,i", "'',i"})
    void theNameOfTheHostIsSentWhereItIsADomain(String host, char told) throws SSLException {
        assertThat(Fingerprint.of(Handshakes.hello(PROFILE, host)).ja4().charAt(3))
                .isEqualTo(told);
    }

    @Test
    void whatTheProfileDoesNotNameStaysAndHostNamesAreVerifiedInAnyCase() {
        SSLParameters parameters = new SSLParameters(new String[] {"A"}, new String[] {"B"});
        Handshakes.apply(TlsProfile.PLATFORM, parameters);
        assertThat(parameters.getCipherSuites()).containsExactly("A");
        assertThat(parameters.getProtocols()).containsExactly("B");
        assertThat(parameters.getNamedGroups()).isNull();
        assertThat(parameters.getSignatureSchemes()).isNull();
        assertThat(parameters.getApplicationProtocols()).isEmpty();
        assertThat(parameters.getEndpointIdentificationAlgorithm()).isEqualTo("HTTPS");
    }

    @Test
    void aProfileThatMakesNoHandshakeSaysSo() {
        assertThatThrownBy(() ->
                        Handshakes.hello(new TlsProfile(NONE, List.of("TLS_NO_SUCH_SUITE"), NONE, NONE, NONE), ""))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("TLS_NO_SUCH_SUITE");
        assertThatThrownBy(() -> Handshakes.hello(
                        new TlsProfile(
                                List.of("TLSv1.3"), List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"), NONE, NONE, NONE),
                        ""))
                .isInstanceOf(SSLException.class);
    }
}

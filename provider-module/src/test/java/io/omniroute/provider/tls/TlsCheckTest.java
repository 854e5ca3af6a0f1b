package io.omniroute.provider.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.outbound.TlsProfile;
import io.omniroute.provider.tls.TlsCheck.Objection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TlsCheckTest {
    private static final TlsNames NAMES = TlsNames.ofThisJdk();

    @Test
    void everyJdkKnowsTheNamesThatRfc8446Demands() {
        assertThat(NAMES.of(TlsField.PROTOCOLS)).containsExactly("TLSv1.3", "TLSv1.2");
        assertThat(NAMES.of(TlsField.CIPHER_SUITES))
                .contains("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
        assertThat(NAMES.of(TlsField.GROUPS)).contains("x25519", "secp256r1", "ffdhe2048");
        assertThat(NAMES.of(TlsField.SIGNATURE_SCHEMES))
                .contains("ecdsa_secp256r1_sha256", "rsa_pss_rsae_sha256", "rsa_pkcs1_sha256");
        assertThat(NAMES.of(TlsField.ALPN)).containsExactly("http/1.1");
    }

    @Test
    void itsNumbersAreThoseOfIana() {
        assertThat(NAMES.number(TlsField.CIPHER_SUITES, "TLS_AES_128_GCM_SHA256"))
                .contains(0x1301);
        assertThat(NAMES.number(TlsField.GROUPS, "secp521r1")).contains(25);
        assertThat(NAMES.number(TlsField.SIGNATURE_SCHEMES, "rsa_pss_rsae_sha256"))
                .contains(0x0804);
    }

    @Test
    void whateverThePlatformOffersCanBeNamed() throws SSLException {
        ClientHello platform = Handshakes.hello(TlsProfile.PLATFORM, "");
        for (TlsField field : TlsField.values()) {
            List<Integer> numbers = NAMES.of(field).stream()
                    .map(name -> NAMES.number(field, name).orElseThrow())
                    .toList();
            // RFC 5746, 3.3: the one suite that is none
            assertThat(field.in(platform))
                    .filteredOn(number -> number != 0x00ff)
                    .isSubsetOf(numbers);
        }
    }

    @Test
    void nothingThatGivesUpCertificatesOrCiphersIsOffered() {
        assertThat(NAMES.of(TlsField.CIPHER_SUITES))
                .noneMatch(name -> name.contains("anon") || name.contains("NULL") || name.contains("EXPORT"));
    }

    @ParameterizedTest
    @EnumSource(TlsField.class)
    void allNamesOfAFieldTogetherAreAProfile(TlsField field) {
        assertThat(TlsCheck.objectionTo(profile(field, NAMES.of(field)))).isEmpty();
    }

    @Test
    void allNamesOfAllFieldsTogetherAreAProfile() {
        assertThat(TlsCheck.objectionTo(new TlsProfile(
                        NAMES.of(TlsField.PROTOCOLS),
                        NAMES.of(TlsField.CIPHER_SUITES),
                        NAMES.of(TlsField.GROUPS),
                        NAMES.of(TlsField.SIGNATURE_SCHEMES),
                        NAMES.of(TlsField.ALPN))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PROTOCOLS, TLSv1.1, 'TLSv1.3, TLSv1.2'",
        "PROTOCOLS, SSLv3, 'TLSv1.3, TLSv1.2'",
        "CIPHER_SUITES, TLS_DH_anon_WITH_AES_128_GCM_SHA256, TLS_AES_128_GCM_SHA256",
        "CIPHER_SUITES, TLS_RSA_WITH_NULL_SHA256, TLS_AES_128_GCM_SHA256",
        "CIPHER_SUITES, tls_aes_128_gcm_sha256, TLS_AES_128_GCM_SHA256",
        "GROUPS, X25519, x25519",
        "GROUPS, secp112r1, x25519",
        "SIGNATURE_SCHEMES, rsa_md5, rsa_pss_rsae_sha256",
        "ALPN, h2, http/1.1"
    })
    void aNameThatIsNotOfferedIsRefusedWithThoseThatAre(TlsField field, String name, String instead) {
        assertThat(TlsCheck.objectionTo(profile(field, List.of(name)))).hasValueSatisfying(objection -> {
            assertThat(objection.field()).contains(field);
            assertThat(objection.reason()).startsWith("names '" + name + "', ").contains(instead);
        });
    }

    @Test
    void whatHttp2WouldDoIsExplained() {
        assertThat(TlsCheck.objectionTo(profile(TlsField.ALPN, List.of("http/1.1", "h2"))))
                .hasValueSatisfying(objection -> assertThat(objection.reason()).contains("speaks HTTP/1.1"));
    }

    @ParameterizedTest
    @EnumSource(TlsField.class)
    void aNameGivenTwiceIsRefused(TlsField field) {
        List<String> twice = new ArrayList<>(NAMES.of(field));
        twice.add(twice.getFirst());
        assertThat(TlsCheck.objectionTo(profile(field, twice)))
                .contains(new Objection(Optional.of(field), "names '" + twice.getFirst() + "' twice"));
    }

    @Test
    void partsThatDoNotGoTogetherAreRefused() {
        List<String> none = List.of();
        List<String> tls12 = List.of("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
        assertThat(TlsCheck.objectionTo(new TlsProfile(List.of("TLSv1.3"), tls12, none, none, none)))
                .hasValueSatisfying(objection -> {
                    assertThat(objection.field()).isEmpty();
                    assertThat(objection.reason()).startsWith("makes no handshake: ");
                });
        assertThat(TlsCheck.objectionTo(new TlsProfile(List.of("TLSv1.3", "TLSv1.2"), tls12, none, none, none)))
                .hasValueSatisfying(objection -> {
                    assertThat(objection.field()).contains(TlsField.PROTOCOLS);
                    assertThat(objection.reason()).contains("'TLSv1.3'");
                });
        List<String> both = Stream.concat(tls12.stream(), Stream.of("TLS_AES_128_GCM_SHA256"))
                .toList();
        assertThat(TlsCheck.objectionTo(new TlsProfile(List.of("TLSv1.3"), both, none, none, none)))
                .hasValueSatisfying(objection -> assertThat(objection.field()).contains(TlsField.CIPHER_SUITES));
    }

    private static TlsProfile profile(TlsField field, List<String> names) {
        return new TlsProfile(
                field == TlsField.PROTOCOLS ? names : List.of(),
                field == TlsField.CIPHER_SUITES ? names : List.of(),
                field == TlsField.GROUPS ? names : List.of(),
                field == TlsField.SIGNATURE_SCHEMES ? names : List.of(),
                field == TlsField.ALPN ? names : List.of());
    }
}

package io.omniroute.provider.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against values that others have published. */
class FingerprintTest {
    /** technical_details/JA4.md, "Cipher hash". */
    private static final int[] SUITES = {
        0x1301, 0x1302, 0x1303, 0xc02b, 0xc02f, 0xc02c, 0xc030, 0xcca9, 0xcca8, 0xc013, 0xc014, 0x009c, 0x009d, 0x002f,
        0x0035
    };
    /** The same, "Extension hash". */
    private static final int[] SCHEMES = {0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601};

    @Test
    void ja3IsThatOfItsReadme() {
        Fingerprint fingerprint =
                Fingerprint.of(new HelloBytes(769, 47, 53, 5, 10, 49161, 49162, 49171, 49172, 50, 56, 19, 4)
                        .extensions(0)
                        .groups(23, 24, 25)
                        .pointFormats(0)
                        .read());
        assertThat(fingerprint.ja3Text())
                .isEqualTo("769,47-53-5-10-49161-49162-49171-49172-50-56-19-4,0-10-11,23-24-25,0");
        assertThat(fingerprint.ja3()).isEqualTo("ada70206e40642a3e4461f35503241d5");
    }

    @Test
    void ja3OfAClientWithoutExtensionsIsThatOfItsReadme() {
        Fingerprint fingerprint = Fingerprint.of(new HelloBytes(769, 4, 5, 10, 9, 100, 98, 3, 6, 19, 18, 99).read());
        assertThat(fingerprint.ja3Text()).isEqualTo("769,4-5-10-9-100-98-3-6-19-18-99,,,");
        assertThat(fingerprint.ja3()).isEqualTo("de350869b8c85de67a350c8d186f11e6");
        assertThat(fingerprint.ja4()).startsWith("t10i110000_").endsWith("_000000000000");
    }

    @Test
    void ja4IsThatOfItsSpecification() {
        Fingerprint fingerprint = Fingerprint.of(example(withGrease(SUITES))
                .schemes(SCHEMES)
                .extension(0x3a3a, (byte) 0)
                .read());
        assertThat(fingerprint.ja4()).isEqualTo("t13d1516h2_8daaf6152771_e5627efa2ab1");
        assertThat(fingerprint.ja4Text())
                .isEqualTo("t13d1516h2_"
                        + "002f,0035,009c,009d,1301,1302,1303,c013,c014,c02b,c02c,c02f,c030,cca8,cca9_"
                        + "0005,000a,000b,000d,0012,0015,0017,001b,0023,002b,002d,0033,4469,ff01_"
                        + "0403,0804,0401,0503,0805,0501,0806,0601");
    }

    @Test
    void ja4OfAClientThatNamesNoSchemesIsThatOfItsSpecification() {
        assertThat(Fingerprint.of(example(SUITES).extensions(0x000d).read()).ja4())
                .isEqualTo("t13d1516h2_8daaf6152771_6d807ffa2a79");
    }

    /** What browserleaks.com showed a browser in 2025; GREASE added where that browser has it. */
    @Test
    void bothAreThoseThatAPublicMirrorShows() {
        Fingerprint fingerprint = Fingerprint.of(new HelloBytes(0x0303, withGrease(SUITES))
                .extensions(0xdada, 45, 51)
                .alpn("h2", "http/1.1")
                .extensions(65037, 23, 17613, 0)
                .pointFormats(0)
                .groups(0x1a1a, 4588, 29, 23, 24)
                .versions(0xeaea, 0x0304, 0x0303)
                .extensions(65281, 35, 18, 5)
                .schemes(SCHEMES)
                .extensions(27, 0x6a6a)
                .read());
        assertThat(fingerprint.ja3Text())
                .isEqualTo("771,4865-4866-4867-49195-49199-49196-49200-52393-52392-49171-49172-156-157-47-53,"
                        + "45-51-16-65037-23-17613-0-11-10-43-65281-35-18-5-13-27,4588-29-23-24,0");
        assertThat(fingerprint.ja3()).isEqualTo("98487aa16281980e7d1120d399efb6a4");
        assertThat(fingerprint.ja4()).isEqualTo("t13d1516h2_8daaf6152771_d8a2da3f94cd");
    }

    /** technical_details/JA4.md, "ALPN Extension Value". */
    @ParameterizedTest
    @CsvSource({
        "h2, h2",
        "http/1.1, h1",
        "x, xx",
        "'', 00",
        "\u00ab, ab",
        "\u00ab\u00cd, ad",
        "0\u00ab, 3b",
        "01\u00ab\u00cd, 3d",
        "0\u00ab\u00cd1, 01"
    })
    void ja4TellsTheFirstProtocol(String protocol, String told) {
        assertThat(Fingerprint.of(new HelloBytes(0x0303, 0x1301).alpn(protocol).read())
                        .ja4())
                .startsWith("t12i0101" + told + "_");
    }

    @ParameterizedTest
    @CsvSource({"0x0304,13", "0x0303,12", "0x0302,11", "0x0301,10", "0x0300,s3", "0x0002,s2", "0x0305,00"})
    void ja4TellsTheVersion(String version, String told) {
        int number = Integer.decode(version);
        assertThat(Fingerprint.of(new HelloBytes(number, 1).read()).ja4()).startsWith("t" + told + "i");
        assertThat(Fingerprint.of(new HelloBytes(0x0301, 1)
                                .versions(0x0001, number, 0x7a7a)
                                .read())
                        .ja4())
                .startsWith("t" + told + "i");
    }

    @Test
    void ja4CountsNoFurtherThanItsTwoDigits() {
        int[] many = new int[150];
        Arrays.setAll(many, i -> 0x2000 + i);
        assertThat(Fingerprint.of(new HelloBytes(0x0303, many).extensions(many).read())
                        .ja4())
                .startsWith("t12i999900_");
    }

    @Test
    void aHelloMayBeSpreadOverRecordsAndWhatFollowsItStays() throws IOException {
        HelloBytes hello = example(SUITES);
        byte[] records = hello.records(7);
        byte[] more = Arrays.copyOf(records, records.length + 2);
        ByteArrayInputStream in = new ByteArrayInputStream(more);
        assertThat(ClientHello.read(in)).isEqualTo(hello.read());
        assertThat(in.available()).isEqualTo(2);
    }

    @Test
    void whatIsNoWholeHelloIsRefused() {
        byte[] whole = example(SUITES).records(16_000);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ClientHello.read(new ByteArrayInputStream(cut)))
                    .isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> ClientHello.read(new ByteArrayInputStream("GET / HTTP/1.1\r\n\r\n".getBytes())))
                .isInstanceOf(IOException.class)
                .hasMessage("no TLS handshake record");
        byte[] serverHello = whole.clone();
        serverHello[5] = 2;
        assertThatThrownBy(() -> ClientHello.read(new ByteArrayInputStream(serverHello)))
                .hasMessage("no ClientHello");
        byte[] longSuites = whole.clone();
        longSuites[5 + 4 + 2 + 32 + 1 + 3] = (byte) 0xff;
        assertThatThrownBy(() -> ClientHello.read(new ByteArrayInputStream(longSuites)))
                .hasMessageContaining("ends early");
    }

    /** All but 000d, which the tests add; in the order of the specification. */
    private static HelloBytes example(int... suites) {
        return new HelloBytes(0x0303, suites)
                .extensions(0x001b, 0x0000, 0x0033)
                .alpn("h2", "http/1.1")
                .extensions(0x4469, 0x0017, 0x002d, 0x0005, 0x0023, 0x0012)
                .versions(0x2a2a, 0x0304, 0x0303)
                .extensions(0xff01)
                .pointFormats(0)
                .groups(0x5a5a, 29, 23)
                .extensions(0x0015);
    }

    private static int[] withGrease(int... suites) {
        int[] more = new int[suites.length + 1];
        more[0] = 0x9a9a;
        System.arraycopy(suites, 0, more, 1, suites.length);
        return more;
    }
}

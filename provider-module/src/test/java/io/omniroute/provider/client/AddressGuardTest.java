package io.omniroute.provider.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.outbound.Outbound;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, PUBLIC",
        "172.32.0.1, PUBLIC",
        "100.128.0.1, PUBLIC",
        "127.0.0.1, LOOPBACK",
        "127.8.9.1, LOOPBACK",
        "::1, LOOPBACK",
        "10.0.0.1, PRIVATE",
        "172.16.0.1, PRIVATE",
        "172.31.255.255, PRIVATE",
        "192.168.1.1, PRIVATE",
        "100.64.0.1, PRIVATE",
        "100.127.255.255, PRIVATE",
        "fd12:3456::1, PRIVATE",
        "fc00::1, PRIVATE",
        "169.254.169.254, METADATA",
        "100.100.100.200, METADATA",
        "168.63.129.16, METADATA",
        "192.0.0.192, METADATA",
        "fd00:ec2::254, METADATA",
        "fd20:ce::254, METADATA",
        "169.254.1.1, LINK_LOCAL",
        "fe80::1, LINK_LOCAL",
        "febf::1, LINK_LOCAL",
        "224.0.0.1, MULTICAST",
        "239.255.255.250, MULTICAST",
        "ff02::1, MULTICAST",
        "0.0.0.0, RESERVED",
        "0.1.2.3, RESERVED",
        "::, RESERVED",
        "255.255.255.255, RESERVED",
        "240.0.0.1, RESERVED",
        "2606:4700::1111, PUBLIC",
        "::ffff:8.8.8.8, PUBLIC",
        "::ffff:127.0.0.1, LOOPBACK",
        "::ffff:169.254.169.254, METADATA",
        "::ffff:10.0.0.1, PRIVATE",
        "::10.0.0.1, PRIVATE",
        "64:ff9b::10.0.0.1, PRIVATE",
        "64:ff9b::8.8.8.8, PUBLIC",
        "64:ff9b::127.0.0.1, RESERVED",
        "64:ff9b:1::169.254.169.254, METADATA",
        "2002:0a00:0001::1, PRIVATE",
        "2002:a9fe:a9fe::1, METADATA",
        "2002:0808:0808::1, PUBLIC",
        "2001:0:5ef5:79fb:0:0:f5ff:fffe, PRIVATE",
    })
    void everyKindOfAddressIsKnown(String address, AddressKind kind) throws UnknownHostException {
        assertThat(AddressKind.of(InetAddress.getByName(address))).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://8.8.8.8/v1",
                "http://127.0.0.1:9000/v1",
                "http://localhost:11434",
                "http://[::1]:9000/v1",
                "http://not-resolvable-now.invalid/v1"
            })
    void publicAndLoopbackBaseUrlsAreAccepted(String baseUrl) {
        assertThat(AddressGuard.objectionTo(baseUrl, false)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://example.com",
                "example.com/v1",
                "http://",
                "http:///v1",
                "http://user:pw@127.0.0.1/v1",
                "http://127.0.0.1/v1?key=x",
                "http://127.0.0.1/v1#x",
                "http://127.0.0.1:0/v1",
                "http://127.0.0.1:70000/v1",
                "http://a b/",
                "",
                "http://169.254.169.254/",
                "http://0.0.0.0:80/",
                "http://192.168.0.10/v1"
            })
    void otherBaseUrlsAreRefusedWithAReason(String baseUrl) {
        assertThat(AddressGuard.objectionTo(baseUrl, false))
                .hasValueSatisfying(reason -> assertThat(reason).endsWith("."));
    }

    @Test
    void privateNetworksNeedAllowPrivateNetwork() {
        assertThat(AddressGuard.objectionTo("http://192.168.0.10/v1", true)).isEmpty();
        assertThat(AddressGuard.objectionTo("http://[fd12::1]/v1", true)).isEmpty();
        assertThat(AddressGuard.objectionTo("http://192.168.0.10/v1", false))
                .hasValueSatisfying(reason -> assertThat(reason).contains("allowPrivateNetwork"));
    }

    @Test
    void metadataAndLinkLocalStayForbiddenEvenThen() {
        assertThat(AddressGuard.objectionTo("http://169.254.169.254/", true)).isPresent();
        assertThat(AddressGuard.objectionTo("http://100.100.100.200/", true)).isPresent();
        assertThat(AddressGuard.objectionTo("http://[fe80::1]/", true)).isPresent();
    }

    @Test
    void namesWithAnUnderscoreAreHostsToo() {
        Destination destination = Destination.of(URI.create("http://my_vllm:8000/v1"), true, Outbound.DIRECT);
        assertThat(destination.host()).isEqualTo("my_vllm");
        assertThat(destination.port()).isEqualTo(8000);
    }
}

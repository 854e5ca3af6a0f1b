package io.omniroute.provider.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.chat.GatewayException;
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
        "2001:0:5ef5:79fb:0:0:5601:5601, METADATA",
        "fd00:ec2::23, METADATA",
        "fd00:c1::a9fe:a9fe, METADATA",
        "fd00:c1::1, PRIVATE",
        "169.254.170.2, LINK_LOCAL",
        "fec0::1, PRIVATE",
        "100::1, RESERVED",
        "::ffff:0:169.254.169.254, METADATA",
        "::ffff:0:10.0.0.1, PRIVATE",
        "::ffff:0:127.0.0.1, RESERVED",
        "::127.0.0.1, RESERVED",
        "::169.254.169.254, METADATA",
        "64:ff9b::169.254.169.254, METADATA",
        "64:ff9b::100.100.100.200, METADATA",
        "64:ff9b::0.0.0.0, RESERVED",
        "64:ff9b:1:fffe::8.8.8.8, PUBLIC",
        "64:ff9b:1:fffe::10.0.0.1, PRIVATE",
        "64:ff9b:1::127.0.0.1, RESERVED",
        "64:ff9b:1:a9fe:a9:fe00::, METADATA",
        "64:ff9b:1:a9:fe:a9fe::, METADATA",
        "64:ff9b:1:0:a9:fea9:fe00:0, METADATA",
        "64:ff9b:1:0808:8:800::, PUBLIC",
        "2002:7f00:0001::1, RESERVED",
        "2002:c000:00c0::1, METADATA",
        "2001:db8::5efe:169.254.169.254, METADATA",
        "2001:db8::200:5efe:10.0.0.1, PRIVATE",
        "2001:db8::5efe:127.0.0.1, RESERVED",
        "2001:db8::5efe:8.8.8.8, PUBLIC",
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
                "http://not-resolvable-now.invalid/v1",
                "http://not_resolvable_now.0xinvalid./v1"
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
                "http://0/",
                "http://2852039166/",
                "http://169.16689662/latest",
                "http://[::ffff:169.254.169.254]/",
                "http://[::ffff:a9fe:a9fe]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://[2002:a9fe:a9fe::]/",
                "http://[fd00:ec2::254]/",
                "http://[fe80::a9fe:a9fe%25eth0]/",
                "http://[::]/",
                "http://3232235786/v1",
                "http://metadata.google.internal/computeMetadata/v1",
                "http://METADATA.google.internal./computeMetadata/v1",
                "http://metadata/",
                "http://instance-data.ec2.internal",
                "http://[::1",
                "http://[]/",
                "//169.254.169.254/",
                "file:///etc/passwd",
                "http://192.168.0.10/v1",
                "https://0xa9fea9fe/v1",
                "https://0251.254.169.254/v1",
                "https://025177524776/v1",
                "https://0xa9.0xfe.0xa9.0xfe./v1",
                "https://169.254.169.0xfe/v1",
                "https://1.2.3.4.5/v1",
                "https://0x/v1",
                "https://169.254.169.%32%35%34/v1",
                "https://\uff11\uff16\uff19.254.169.254/v1",
                "https://metadata.google.intern\uff41l/v1"
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://0251.0376.0251.0376/",
                "http://0xa9fea9fe/",
                "http://0xa9.0xfe.0xa9.0xfe/",
                "http://025177524776/",
                "http://169.254.43518/"
            })
    void noSpellingOfAMetadataAddressIsConnectedTo(String baseUrl) {
        // whether the spelling is an address at all is up to JDK and system; what it leads to is looked at
        Destination destination = Destination.of(URI.create(baseUrl), true, Outbound.DIRECT);
        assertThatThrownBy(() -> AddressGuard.permitted(destination, InetAddress.getAllByName(destination.host())))
                .isInstanceOfAny(GatewayException.class, UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost.", "LOCALHOST", "127.1", "2130706433"})
    void spellingsOfLoopbackAreLoopback(String host) throws UnknownHostException {
        Destination destination = Destination.of(URI.create("http://" + host + ":9000/v1"), false, Outbound.DIRECT);
        InetAddress[] answer = {InetAddress.getLoopbackAddress()};
        assertThat(AddressGuard.permitted(destination, answer)).containsExactly(answer);
        assertThat(AddressGuard.objectionTo("http://" + host + ":9000/v1", false))
                .isEmpty();
    }

    @Test
    void ofAnAnswerWithGoodAndBadAddressesTheGoodOnesAreConnectedTo() throws UnknownHostException {
        Destination destination = Destination.of(URI.create("http://mixed.example"), false, Outbound.DIRECT);
        InetAddress good = InetAddress.getByName("8.8.8.8");
        InetAddress[] answer = {InetAddress.getByName("169.254.169.254"), good, InetAddress.getByName("10.0.0.1")};
        assertThat(AddressGuard.permitted(destination, answer)).containsExactly(good);
    }

    @Test
    void aMetadataNameIsRefusedWhateverItResolvesTo() throws UnknownHostException {
        Destination destination = Destination.of(URI.create("http://metadata.google.internal."), true, Outbound.DIRECT);
        InetAddress[] answer = {InetAddress.getByName("8.8.8.8")};
        assertThatThrownBy(() -> AddressGuard.permitted(destination, answer))
                .isInstanceOf(GatewayException.class)
                .hasMessageContaining("metadata service");
    }

    @Test
    void namesWithAnUnderscoreAreHostsToo() {
        Destination destination = Destination.of(URI.create("http://my_vllm:8000/v1"), true, Outbound.DIRECT);
        assertThat(destination.host()).isEqualTo("my_vllm");
        assertThat(destination.port()).isEqualTo(8000);
    }
}

package io.omniroute.routing.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.outbound.ProxyServer;
import io.omniroute.provider.outbound.ProxyServer.Kind;
import io.omniroute.provider.outbound.ProxyServer.Login;
import io.omniroute.provider.store.Secret;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTextTest {
    private static ProxyServer parse(String text) {
        return ProxyText.parse(text, Optional.empty(), false);
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example:3128, HTTP, proxy.example, 3128",
        "HTTPS://Proxy.Example/, HTTPS, proxy.example, 443",
        "http://proxy.example, HTTP, proxy.example, 80",
        "socks5h://127.0.0.1, SOCKS5, 127.0.0.1, 1080",
        "socks5://[2001:db8::1]:9050, SOCKS5, 2001:db8::1, 9050",
        "http://my_squid:3128, HTTP, my_squid, 3128"
    })
    void readsKindHostAndPort(String text, Kind kind, String host, int port) {
        assertThat(parse(text)).isEqualTo(new ProxyServer(kind, host, port, Optional.empty(), false));
    }

    @Test
    void readsALoginWithWhateverIsEscapedInIt() {
        ProxyServer proxy = parse("socks5://a%40b:p%3Aq+r%25@host.example:1080");
        assertThat(proxy.login()).contains(new Login("a@b", new Secret("p:q+r%")));
        assertThat(proxy.toString()).isEqualTo("socks5://host.example:1080");
    }

    @Test
    void aSchemeMayBeAssumed() {
        assertThat(ProxyText.parse("proxy.corp:8080", Optional.of(Kind.HTTP), true))
                .isEqualTo(new ProxyServer(Kind.HTTP, "proxy.corp", 8080, Optional.empty(), true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.example:3128",
                "socks4://secret.example:1080",
                "ftp://secret.example",
                "http://",
                "http://:3128",
                "http://secret.example:0",
                "http://secret.example:99999",
                "http://secret.example:x",
                "http://secret.example:3128/path",
                "http://secret.example:3128?x",
                "http://se cret.example:3128",
                "http://secret\r\n.example:3128",
                "http://user@secret.example:3128",
                "http://user:@secret.example:3128",
                "http://:secret@host.example:3128",
                "http://us%3Aer:secret@host.example:3128",
                "http://user:sec%0Aret@host.example:3128",
                "http://user:%secret@host.example:3128"
            })
    void whatIsNoProxyIsRefusedWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret")
                .hasMessageMatching("(must|may|has) .*");
    }

    @Test
    void socksHasNoColonRuleButALimit() {
        assertThat(parse("socks5://us%3Aer:pw@host.example")
                        .login()
                        .orElseThrow()
                        .user())
                .isEqualTo("us:er");
        assertThatThrownBy(() -> parse("socks5://user:" + "ä".repeat(128) + "@host.example"))
                .hasMessageContaining("255 bytes");
    }
}

package io.omniroute.routing.passage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.outbound.ProxyServer;
import io.omniroute.routing.operations.StartupRefusedException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentProxiesTest {
    private static EnvironmentProxies of(Map<String, String> variables) {
        return new EnvironmentProxies(name -> Optional.ofNullable(variables.get(name)));
    }

    private static String proxy(EnvironmentProxies proxies, String target) {
        return proxies.proxyFor(URI.create(target)).map(ProxyServer::toString).orElse("direct");
    }

    @Test
    void eachSchemeHasItsOwnAndAllServesTheOthers() {
        EnvironmentProxies both =
                of(Map.of("HTTPS_PROXY", "http://s:1", "HTTP_PROXY", "p:2", "ALL_PROXY", "socks5://a"));
        assertThat(proxy(both, "https://api.example/v1")).isEqualTo("http://s:1");
        assertThat(proxy(both, "http://api.example/v1")).isEqualTo("http://p:2");
        EnvironmentProxies all = of(Map.of("HTTPS_PROXY", "https://s", "all_proxy", "socks5://a"));
        assertThat(proxy(all, "https://api.example/v1")).isEqualTo("https://s:443");
        assertThat(proxy(all, "http://api.example/v1")).isEqualTo("socks5://a:1080");
        assertThat(of(Map.of("HTTPS_PROXY", " ")).isEmpty()).isTrue();
    }

    @Test
    void smallLettersWin() {
        assertThat(proxy(of(Map.of("HTTPS_PROXY", "big:1", "https_proxy", "small:1")), "https://api.example"))
                .isEqualTo("http://small:1");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:11434, direct",
        "http://localhost:11434, direct",
        "http://[::1]:11434, direct",
        "https://api.corp.example, direct",
        "https://corp.example, direct",
        "https://notcorp.example, http://p:1",
        "https://dotted.example, direct",
        "https://a.dotted.example, direct",
        "https://starred.example, direct",
        "https://a.starred.example, direct",
        "https://10.1.2.3, direct",
        "https://11.1.2.3, http://p:1",
        "https://192.0.2.7, direct",
        "https://ported.example:8443, direct",
        "https://ported.example, http://p:1"
    })
    void someHostsAreExempt(String target, String proxy) {
        EnvironmentProxies proxies = of(Map.of(
                "ALL_PROXY",
                "http://p:1",
                "NO_PROXY",
                "corp.example, .dotted.example *.starred.example,10.0.0.0/8,192.0.2.7,ported.example:8443,junk/x"));
        assertThat(proxy(proxies, target)).isEqualTo(proxy);
    }

    @Test
    void aStarExemptsEverything() {
        assertThat(proxy(of(Map.of("ALL_PROXY", "http://p:1", "no_proxy", "*")), "https://api.example"))
                .isEqualTo("direct");
    }

    @Test
    void aValueThatIsNoProxyEndsTheStartWithoutBeingQuoted() {
        assertThatThrownBy(() -> of(Map.of("HTTPS_PROXY", "socks4://user:hunter2@host")))
                .isInstanceOf(StartupRefusedException.class)
                .hasMessageContaining("HTTPS_PROXY")
                .hasMessageNotContaining("hunter2");
    }
}

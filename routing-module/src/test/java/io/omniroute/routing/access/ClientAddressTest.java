package io.omniroute.routing.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    private final ClientAddress addresses = new ClientAddress(Optional.of("10.0.0.0/8, 192.0.2.1 fd00::/8"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.1 | 203.0.113.5                       | 198.51.100.1",
                "10.0.0.1     | 203.0.113.5                       | 203.0.113.5",
                "10.0.0.1     | 1.1.1.1, 203.0.113.5              | 203.0.113.5",
                "10.0.0.1     | 1.1.1.1, 203.0.113.5, 10.3.3.3    | 203.0.113.5",
                "10.0.0.1     | 10.5.5.5, 10.3.3.3                | 10.5.5.5",
                "10.0.0.1     | 203.0.113.5:4711                  | 203.0.113.5",
                "10.0.0.1     | [2001:db8::1]:4711                | 2001:db8:0:0:0:0:0:1",
                "10.0.0.1     | 2001:db8::1                       | 2001:db8:0:0:0:0:0:1",
                "10.0.0.1     | evil.example, 10.3.3.3            | 10.3.3.3",
                "10.0.0.1     | unknown                           | 10.0.0.1",
                "10.0.0.1     | 999.1.1.1                         | 10.0.0.1",
                "192.0.2.1    | 203.0.113.5                       | 203.0.113.5",
                "192.0.2.2    | 203.0.113.5                       | 192.0.2.2",
                "fd12::1      | 203.0.113.5                       | 203.0.113.5",
                "fe80::1%eth0 | 203.0.113.5                       | fe80:0:0:0:0:0:0:1",
                "::ffff:10.0.0.1 | 203.0.113.5                    | 203.0.113.5",
            })
    void believesOnlyWhatTrustedProxiesWrote(String socket, String forwarded, String expected) {
        assertThat(addresses.of(socket, List.of(forwarded))).isEqualTo(expected);
    }

    @Test
    void readsSeveralHeadersAsOneList() {
        assertThat(addresses.of("10.0.0.1", List.of("203.0.113.5", "10.1.1.1"))).isEqualTo("203.0.113.5");
    }

    @Test
    void trustsNobodyByDefault() {
        assertThat(new ClientAddress(Optional.empty()).of("10.0.0.1", List.of("203.0.113.5")))
                .isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0/8", "::/129", "10.0.0.0/x", "1.2.3.4/"})
    void refusesWhatIsNoRange(String text) {
        assertThatThrownBy(() -> new ClientAddress(Optional.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("OMNIROUTE_TRUSTED_PROXIES")
                .hasMessageContaining(text);
    }
}

package io.omniroute.routing.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPatternTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.10, false",
        "192.0.2.1, ::ffff:192.0.2.1, true",
        "::ffff:192.0.2.1, 192.0.2.1, true",
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "::ffff:10.0.0.0/104, 10.9.9.9, true",
        "::ffff:10.0.0.0/104, 11.9.9.9, false",
        "10.0.*.*, 10.0.7.9, true",
        "10.0.*.*, 10.1.7.9, false",
        "10.0.*.*, ::ffff:10.0.1.1, true",
        "*.*.*.*, 192.0.2.1, true",
        "*.*.*.*, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:1::5, true",
        "2001:db8::/32, 2001:db9::5, false",
        "2001:db8::1, 2001:0db8:0:0::1, true",
        "0.0.0.0/0, 192.0.2.1, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "192.0.2.1, unknown.example, false",
    })
    void matchesTheAddressesItSpeaksOf(String pattern, String address, boolean expected) {
        assertThat(AddressPattern.parse(pattern).matches(address)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "10.0.*", "10.0.0.256", "256.*.*.*", "10.*.0.0/8", "10.0.0.0/33", "host.example"})
    void refusesWhatIsNoAddress(String text) {
        assertThatThrownBy(() -> AddressPattern.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}

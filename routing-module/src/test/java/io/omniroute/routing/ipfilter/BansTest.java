package io.omniroute.routing.ipfilter;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.routing.access.AddressPattern;
import io.omniroute.routing.fakes.FakeClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BansTest {
    private static final String STRANGER = "192.0.2.9";
    private static final BanRule THREE = new BanRule(true, 3, Duration.ofMinutes(1), Duration.ofMinutes(10), false);

    private final FakeClock clock = new FakeClock();
    private final Bans bans = new Bans(clock);

    @Test
    void tooManyFailuresWithinTheWindowShutAnAddressOutForAWhile() {
        fail(STRANGER, 2, THREE);
        assertThat(bans.remaining(STRANGER)).isEmpty();
        fail(STRANGER, 1, THREE);
        assertThat(bans.remaining(STRANGER)).contains(Duration.ofMinutes(10));
        assertThat(bans.remaining("192.0.2.10")).isEmpty();
        assertThat(bans.current()).extracting(Ban::address).containsExactly(STRANGER);
        clock.advance(Duration.ofMinutes(10));
        assertThat(bans.remaining(STRANGER)).isEmpty();
        assertThat(bans.current()).isEmpty();
    }

    @Test
    void failuresThatLieFarApartAreForgotten() {
        fail(STRANGER, 2, THREE);
        clock.advance(Duration.ofSeconds(61));
        fail(STRANGER, 2, THREE);
        assertThat(bans.remaining(STRANGER)).isEmpty();
    }

    @Test
    void aLiftedBanStartsFromZero() {
        fail(STRANGER, 3, THREE);
        assertThat(bans.lift(STRANGER)).isPresent();
        assertThat(bans.lift(STRANGER)).isEmpty();
        fail(STRANGER, 2, THREE);
        assertThat(bans.remaining(STRANGER)).isEmpty();
    }

    @Test
    void loopbackIsBannedOnlyWhereTheRuleSaysSo() {
        fail("127.0.0.1", 3, THREE);
        fail("::1", 3, THREE);
        assertThat(bans.current()).isEmpty();
        fail("127.0.0.1", 3, new BanRule(true, 3, THREE.window(), THREE.ban(), true));
        assertThat(bans.remaining("127.0.0.1")).isPresent();
    }

    @Test
    void aRuleThatIsOffBansNobody() {
        fail(STRANGER, 9, new BanRule(false, 3, THREE.window(), THREE.ban(), false));
        assertThat(bans.current()).isEmpty();
    }

    @Test
    void theAddressesOfOneIpv6NetworkAreOneGuesser() {
        bans.failed("2001:db8:0:7:0:0:0:1", THREE);
        bans.failed("2001:db8::7:aaaa:bbbb:cccc:dddd", THREE);
        bans.failed("2001:db8:0:7::3%eth0", THREE);
        assertThat(bans.remaining("2001:db8:0:7:ffff:0:0:9")).contains(Duration.ofMinutes(10));
        assertThat(bans.remaining("2001:db8:0:8:0:0:0:1")).isEmpty();
        assertThat(bans.current()).extracting(Ban::address).containsExactly("2001:db8:0:7::/64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001:db8:0:7::/64", "2001:0DB8:0:7::/64", "2001:db8:0:7::1", "2001:db8:0:7:9:9:9:9%eth0"})
    void aBanOfANetworkIsLiftedByItsNameOrByAnyAddressInIt(String name) {
        fail("2001:db8:0:7::1", 3, THREE);
        assertThat(bans.lift("2001:db8:0:8::1")).isEmpty();
        assertThat(bans.lift("2001:db8:0:7::/48")).isEmpty();
        assertThat(bans.lift(name)).isPresent();
        assertThat(bans.remaining("2001:db8:0:7::1")).isEmpty();
    }

    @Test
    void aMappedAddressIsTheIpv4One() {
        fail("::ffff:192.0.2.9", 3, THREE);
        assertThat(bans.remaining(STRANGER)).isPresent();
        assertThat(bans.remaining("::ffff:192.0.2.10")).isEmpty();
        assertThat(bans.current()).extracting(Ban::address).containsExactly(STRANGER);
    }

    @Test
    void memoryStaysBoundedHoweverManyAddressesGuess() {
        BanRule once = new BanRule(true, 1, THREE.window(), THREE.ban(), false);
        for (int i = 0; i < 10_500; i++) {
            fail("2001:db8:0:" + Integer.toHexString(i) + "::1", 1, once);
        }
        assertThat(bans.current()).hasSize(10_000);
    }

    @ParameterizedTest
    @CsvSource({
        "BLACKLIST, 192.0.2.1, false",
        "BLACKLIST, 198.51.100.1, true",
        "WHITELIST, 192.0.2.1, true",
        "WHITELIST, 192.0.2.2, false",
        "WHITELIST, 198.51.100.1, false",
        "WHITELIST_PRIORITY, 192.0.2.1, true",
        "WHITELIST_PRIORITY, 192.0.2.2, false",
        "WHITELIST_PRIORITY, 198.51.100.1, true",
    })
    void theModesReadTheListsEachInItsWay(IpFilter.Mode mode, String address, boolean allowed) {
        List<AddressPattern> black = List.of(AddressPattern.parse("192.0.2.0/24"));
        List<AddressPattern> white = List.of(AddressPattern.parse("192.0.2.1"));
        assertThat(new IpFilter(true, mode, black, white, false, BanRule.DEFAULT).lets(address))
                .isEqualTo(allowed);
        assertThat(new IpFilter(false, mode, black, white, false, BanRule.DEFAULT).lets(address))
                .isTrue();
    }

    private void fail(String address, int times, BanRule rule) {
        for (int i = 0; i < times; i++) {
            bans.failed(address, rule);
        }
    }
}

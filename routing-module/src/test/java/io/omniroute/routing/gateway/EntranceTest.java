package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.omniroute.provider.chat.GatewayException;
import io.omniroute.routing.access.AddressPattern;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiScope;
import io.omniroute.routing.access.ClientAddress;
import io.omniroute.routing.access.KeyRules;
import io.omniroute.routing.access.KeySecrets;
import io.omniroute.routing.access.RetiredSecret;
import io.omniroute.routing.callpolicy.CallPolicies;
import io.omniroute.routing.fakes.FakeClock;
import io.omniroute.routing.ipfilter.BanRule;
import io.omniroute.routing.ipfilter.Bans;
import io.omniroute.routing.ipfilter.IpFilter;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.shaping.SystemPrompt;
import io.omniroute.routing.snapshot.Snapshot;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EntranceTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String OLD = "sk-the-key-before-its-rotation";

    private final Bans bans = new Bans(new FakeClock());
    private final Entrance entrance =
            new Entrance(null, new ClientAddress(Optional.of("10.0.0.1")), bans, Clock.systemUTC());

    @Test
    void aKeyMayCallOnlyItsEndpoints() {
        KeyRules rules =
                new KeyRules(Set.of(ApiScope.CHAT), List.of(), false, false, Optional.empty(), SystemPrompt.NONE);
        assertThat(enter("192.0.2.1", ApiScope.CHAT, rules).rules()).isEqualTo(rules);
        assertThat(refused("192.0.2.1", ApiScope.MODELS, rules).failure().code())
                .contains("endpoint_not_allowed");
    }

    @Test
    void aKeyComesFromItsAddressesOnlyAndAForgedHeaderDoesNotHelp() {
        KeyRules rules = new KeyRules(
                Set.of(),
                List.of(AddressPattern.parse("192.0.2.0/24")),
                false,
                false,
                Optional.empty(),
                SystemPrompt.NONE);
        assertThat(enter("192.0.2.1", ApiScope.CHAT, rules)).isNotNull();
        assertThat(refused("198.51.100.1", ApiScope.CHAT, rules).failure().status())
                .isEqualTo(403);
        Snapshot snapshot = snapshot(rules, IpFilter.DEFAULT);
        Visitor forged = new Visitor(Optional.of(Fixture.KEY), "198.51.100.1", List.of("192.0.2.1"));
        assertThat(catchThrowableOfType(
                        GatewayException.class, () -> entrance.admit(forged, ApiScope.CHAT, snapshot, NOW)))
                .isNotNull();
        Visitor proxied = new Visitor(Optional.of(Fixture.KEY), "10.0.0.1", List.of("192.0.2.1"));
        assertThat(entrance.admit(proxied, ApiScope.CHAT, snapshot, NOW)).isNotNull();
    }

    @Test
    void aListedAddressIsRefusedBeforeItsKeyIsLookedAt() {
        IpFilter filter = new IpFilter(
                true,
                IpFilter.Mode.BLACKLIST,
                List.of(AddressPattern.parse("127.0.0.1")),
                List.of(),
                false,
                BanRule.DEFAULT);
        Visitor stranger = new Visitor(Optional.empty(), "127.0.0.1", List.of());
        GatewayException refused = catchThrowableOfType(
                GatewayException.class,
                () -> entrance.admit(stranger, ApiScope.CHAT, snapshot(KeyRules.NONE, filter), NOW));
        assertThat(refused.failure().status()).isEqualTo(403);
        assertThat(refused.failure().code()).contains("address_not_allowed");
    }

    @Test
    void whoGuessesKeysIsBannedEvenWithTheRightOneAndToldForHowLong() {
        Snapshot snapshot = snapshot(KeyRules.NONE, IpFilter.DEFAULT);
        Visitor guess = new Visitor(Optional.of("sk-wrong"), "192.0.2.9", List.of());
        for (int i = 0; i < 20; i++) {
            GatewayException wrong = catchThrowableOfType(
                    GatewayException.class, () -> entrance.admit(guess, ApiScope.CHAT, snapshot, NOW));
            assertThat(wrong.failure().status()).isEqualTo(401);
        }
        GatewayException banned = refused("192.0.2.9", ApiScope.CHAT, KeyRules.NONE);
        assertThat(banned.failure().status()).isEqualTo(403);
        assertThat(banned.failure().retryAfter().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofMinutes(10));
        assertThat(enter("192.0.2.8", ApiScope.CHAT, KeyRules.NONE)).isNotNull();
    }

    @Test
    void aMissingKeyIsNoGuess() {
        Snapshot snapshot = snapshot(KeyRules.NONE, IpFilter.DEFAULT);
        Visitor keyless = new Visitor(Optional.empty(), "192.0.2.9", List.of());
        for (int i = 0; i < 30; i++) {
            catchThrowableOfType(GatewayException.class, () -> entrance.admit(keyless, ApiScope.CHAT, snapshot, NOW));
        }
        assertThat(bans.current()).isEmpty();
    }

    @Test
    void theSecretBeforeARotationOpensUntilItsEnd() {
        KeyRules rules =
                KeyRules.NONE.withRetired(Optional.of(new RetiredSecret(KeySecrets.hash(OLD), NOW.plusSeconds(60))));
        Snapshot snapshot = snapshot(rules, IpFilter.DEFAULT);
        Visitor late = new Visitor(Optional.of(OLD), "192.0.2.1", List.of());
        assertThat(entrance.admit(late, ApiScope.CHAT, snapshot, NOW.plusSeconds(59)))
                .isNotNull();
        assertThat(catchThrowableOfType(
                                GatewayException.class,
                                () -> entrance.admit(late, ApiScope.CHAT, snapshot, NOW.plusSeconds(60)))
                        .failure()
                        .status())
                .isEqualTo(401);
    }

    private ApiKey enter(String address, ApiScope endpoint, KeyRules rules) {
        Visitor visitor = new Visitor(Optional.of(Fixture.KEY), address, List.of());
        return entrance.admit(visitor, endpoint, snapshot(rules, IpFilter.DEFAULT), NOW);
    }

    private GatewayException refused(String address, ApiScope endpoint, KeyRules rules) {
        return catchThrowableOfType(GatewayException.class, () -> enter(address, endpoint, rules));
    }

    private static Snapshot snapshot(KeyRules rules, IpFilter filter) {
        Snapshot empty = Fixture.snapshot(CallPolicies.DEFAULT.with(filter));
        ApiKey open = Fixture.openKey();
        ApiKey key = Fixture.with(open, rules);
        Map<String, ApiKey> byHash = new HashMap<>(Map.of(key.hash(), key));
        rules.retired().ifPresent(old -> byHash.put(old.hash(), key));
        return new Snapshot(
                1,
                empty.providers(),
                empty.connections(),
                byHash,
                empty.aliases(),
                empty.shortNames(),
                empty.prices(),
                empty.settings(),
                empty.budgets(),
                empty.cache(),
                empty.routes(),
                empty.policies());
    }
}

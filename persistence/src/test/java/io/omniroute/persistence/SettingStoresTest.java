package io.omniroute.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.persistence.settings.JpaCacheSettings;
import io.omniroute.persistence.settings.JpaCallPolicies;
import io.omniroute.persistence.settings.JpaRoutingPolicies;
import io.omniroute.persistence.settings.JpaSettingsStore;
import io.omniroute.persistence.testing.CountingVersion;
import io.omniroute.persistence.testing.Samples;
import io.omniroute.persistence.testing.Unit;
import io.omniroute.persistence.testing.Unit.Platform;
import io.omniroute.routing.access.AddressPattern;
import io.omniroute.routing.cache.CacheOverride;
import io.omniroute.routing.cache.CacheRule;
import io.omniroute.routing.cache.CacheSettings;
import io.omniroute.routing.cache.CacheSettingsStore;
import io.omniroute.routing.cache.SemanticOverride;
import io.omniroute.routing.cache.SemanticRule;
import io.omniroute.routing.callpolicy.CallPolicies;
import io.omniroute.routing.callpolicy.CallPolicyStore;
import io.omniroute.routing.callpolicy.CaptureSettings;
import io.omniroute.routing.ipfilter.BanRule;
import io.omniroute.routing.ipfilter.IpFilter;
import io.omniroute.routing.policy.RoutingPolicies;
import io.omniroute.routing.policy.RoutingPolicy;
import io.omniroute.routing.settings.LimitDefaults;
import io.omniroute.routing.settings.Resilience;
import io.omniroute.routing.settings.ResilienceProfile;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.settings.SettingsStore;
import io.omniroute.routing.shaping.SystemPrompt;
import io.omniroute.routing.shaping.ThinkingBudget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Settings, each kept as one object. */
class SettingStoresTest {
    private final CountingVersion version = new CountingVersion();

    @ParameterizedTest
    @EnumSource
    void theRoutingPolicyIsKept(Platform platform) {
        RoutingPolicies policies = Unit.on(platform)
                .transactional(RoutingPolicies.class, entities -> new JpaRoutingPolicies(entities, version));
        assertThat(policies.read()).isEqualTo(RoutingPolicy.DEFAULT);
        policies.write(Samples.policy());
        assertThat(policies.read()).isEqualTo(Samples.policy());
        policies.write(RoutingPolicy.DEFAULT);
        assertThat(policies.read()).isEqualTo(RoutingPolicy.DEFAULT);
    }

    @ParameterizedTest
    @EnumSource
    void settingsOfTheCacheAreKept(Platform platform) {
        CacheSettingsStore store = Unit.on(platform)
                .transactional(CacheSettingsStore.class, entities -> new JpaCacheSettings(entities, version));
        assertThat(store.read()).isEqualTo(CacheSettings.DEFAULT);
        CacheOverride on = new CacheOverride(Optional.of(true), Optional.empty(), Optional.of(Duration.ofSeconds(9)));
        CacheOverride any = new CacheOverride(
                Optional.empty(),
                Optional.of(true),
                Optional.empty(),
                new SemanticOverride(Optional.of(true), Optional.of(0.9)));
        CacheSettings settings = new CacheSettings(
                new CacheRule(false, true, Duration.ofMinutes(2), new SemanticRule(true, 0.975)),
                77,
                88,
                Duration.ofMillis(1_500),
                Map.of("k", on),
                Map.of("acme/a", any, "b", on));
        store.write(settings);
        store.write(settings);
        assertThat(store.read()).isEqualTo(settings);
    }

    @ParameterizedTest
    @EnumSource
    void settingsOfTheCacheFromBeforeItWasSemanticAreRead(Platform platform) {
        String old = "{\"enabled\":true,\"anyTemperature\":false,\"ttl\":\"PT1M\",\"maxBytes\":77,\"window\":\"PT5S\","
                + "\"keys\":{\"k\":{\"enabled\":false}},\"models\":{}}";
        Unit unit = Unit.on(platform);
        unit.inTransaction(entities -> entities.createNativeQuery(
                        "insert into setting (name, setting_value) values ('cache', '" + old + "')")
                .executeUpdate());
        CacheSettings read = unit.transactional(
                        CacheSettingsStore.class, entities -> new JpaCacheSettings(entities, version))
                .read();
        assertThat(read.rule()).isEqualTo(new CacheRule(true, false, Duration.ofMinutes(1)));
        assertThat(read.semanticMaxBytes()).isEqualTo(CacheSettings.DEFAULT.semanticMaxBytes());
        assertThat(read.keys().get("k").semantic()).isEqualTo(SemanticOverride.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void policiesAreKept(Platform platform) {
        CallPolicyStore store = Unit.on(platform)
                .transactional(CallPolicyStore.class, entities -> new JpaCallPolicies(entities, version));
        assertThat(store.read()).isEqualTo(CallPolicies.DEFAULT);
        CallPolicies policies = new CallPolicies(
                new IpFilter(
                        true,
                        IpFilter.Mode.WHITELIST_PRIORITY,
                        List.of(AddressPattern.parse("10.0.*.*")),
                        List.of(AddressPattern.parse("fd00::/8")),
                        true,
                        new BanRule(false, 3, Duration.ofSeconds(9), Duration.ofSeconds(8), true)),
                new ThinkingBudget(ThinkingBudget.Mode.ADAPTIVE, 77, ThinkingBudget.Effort.NONE),
                new SystemPrompt(false, "a\n\"b\" é", SystemPrompt.Position.SUFFIX),
                new CaptureSettings(true, 9, 8, 7));
        store.write(policies);
        store.write(policies);
        assertThat(store.read()).isEqualTo(policies);
    }

    @ParameterizedTest
    @EnumSource
    void settingsAreKeptAndHaveDefaults(Platform platform) {
        SettingsStore store = Unit.on(platform)
                .transactional(SettingsStore.class, entities -> new JpaSettingsStore(entities, version));
        assertThat(store.read()).isEqualTo(Settings.DEFAULT);
        ResilienceProfile profile =
                new ResilienceProfile(Duration.ofMillis(1), Duration.ofMillis(2), 3, 4, Duration.ofMillis(5));
        Resilience rules = new Resilience(
                false,
                profile,
                ResilienceProfile.OAUTH,
                6,
                Duration.ofMillis(7),
                Duration.ofMillis(8),
                9,
                10,
                new LimitDefaults(11, Duration.ofMillis(12), 13));
        Settings closed = new Settings(false, Set.of("acme", "beta"), rules);
        store.write(closed);
        assertThat(store.read()).isEqualTo(closed);
        store.write(Settings.DEFAULT);
        assertThat(store.read()).isEqualTo(Settings.DEFAULT);
        assertThat(version.current()).isEqualTo(2);
    }
}

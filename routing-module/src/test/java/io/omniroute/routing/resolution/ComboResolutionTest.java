package io.omniroute.routing.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.connection.AccountStrategy;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.combo.ComboConfig;
import io.omniroute.routing.models.ModelAlias;
import io.omniroute.routing.policy.RoutingPolicy;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.snapshot.Routes;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.strategy.Strategy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComboResolutionTest {
    private final Snapshot plain = Fixture.snapshot(
            Map.of("fast", "tiers", "any", "beta/*", "gpt-*", "acme/*"),
            new Settings(true, Set.of("blocked")),
            Fixture.provider("acme", WireFormat.OPENAI_CHAT, "a", "b", "gone"),
            Fixture.provider("beta", WireFormat.GEMINI, "c", "old-d", "e"),
            Fixture.provider("blocked", WireFormat.GEMINI, "x"));
    private final ConnectionId acme = plain.connectionsOf(
                    plain.provider("acme").orElseThrow().id())
            .get(0)
            .id();
    private final Snapshot snapshot = Combinations.with(
            plain,
            new Routes(
                    List.of(
                            Combinations.combo("tiers", Strategy.FILL_FIRST, "acme/a", "blocked/x", "beta/c"),
                            Combinations.combo("org/outer", Strategy.FILL_FIRST, "acme/b", "tiers"),
                            Combinations.combo("star", Strategy.FILL_FIRST, "beta/*"),
                            Combinations.combo("dead", Strategy.FILL_FIRST, "blocked/x", "acme/gone"),
                            Combinations.combo("acme/a", Strategy.FILL_FIRST, "beta/e"),
                            Combinations.pinned("pinned", "acme", "b", acme),
                            Combinations.pinned("lost", "acme", "b", ConnectionId.random())),
                    List.of(
                            new ModelAlias("gpt-*", "acme/*"),
                            new ModelAlias("gpt-4*", "beta/c"),
                            new ModelAlias("gpt-??", "acme/b"),
                            new ModelAlias("vendor/*", "acme/*"),
                            new ModelAlias("combo-?", "tiers"),
                            new ModelAlias("plain", "ignored/here")),
                    new RoutingPolicy(
                            AccountStrategy.FILL_FIRST,
                            3,
                            Map.of(),
                            true,
                            0,
                            List.of("*/old-*"),
                            List.of("acme/gone"),
                            ComboConfig.NONE,
                            Map.of()),
                    Map.of()));

    @ParameterizedTest
    @CsvSource({
        "tiers, acme/a beta/c",
        "fast, acme/a beta/c",
        "org/outer, acme/b acme/a beta/c",
        "star, beta/c beta/e",
        "any, beta/c beta/e",
        "acme/a, beta/e",
        "pinned, acme/b",
        "gpt-5-large, acme/gpt-5-large",
        "GPT-4o-mini, beta/c",
        "gpt-4o, acme/b",
        "gpt-oo, acme/b",
        "vendor/deep/model, acme/deep/model",
        "combo-1, acme/a beta/c",
        "beta/old-d, beta/old-d",
        "beta/*, beta/c beta/e",
    })
    void aNameLeadsToItsTargetsInOrder(String requested, String expected) {
        assertThat(Resolver.resolve(requested, Fixture.openKey(), snapshot))
                .extracting(Target::modelName)
                .containsExactly(expected.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"dead", "lost", "acme/gone", "gone", "acme/"})
    void whatCannotBeCalledIsNotFound(String requested) {
        assertFailure(requested, Fixture.openKey(), FailureKind.NOT_FOUND);
    }

    @Test
    void aKeyReachesOnlyTheStepsOfItsScopeUnlessTheScopeNamesTheCombo() {
        assertThat(names("tiers", Fixture.key(List.of("beta/*"), List.of()))).containsExactly("beta/c");
        assertThat(names("tiers", Fixture.key(List.of("tiers"), List.of()))).containsExactly("acme/a", "beta/c");
        assertThat(names("fast", Fixture.key(List.of("tiers"), List.of()))).containsExactly("acme/a", "beta/c");
        assertThat(names("fast", Fixture.key(List.of("fast"), List.of()))).containsExactly("acme/a", "beta/c");
        assertFailure("tiers", Fixture.key(List.of("gamma/*"), List.of()), FailureKind.FORBIDDEN);
        assertFailure("star", Fixture.key(List.of("acme/*"), List.of()), FailureKind.FORBIDDEN);
    }

    @Test
    void aProviderWhoseModelsAreAllDisabledIsNoFaultOfTheKey() {
        Combo star = Combinations.combo("star", Strategy.FILL_FIRST, "beta/*");
        Snapshot disabled = disabling("beta/*", star);
        Snapshot rest = disabling("beta/c", star);
        for (String name : List.of("beta/*", "star")) {
            assertThatThrownBy(() -> Resolver.resolve(name, Fixture.openKey(), disabled))
                    .isInstanceOfSatisfying(
                            GatewayException.class,
                            e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.NOT_FOUND))
                    .hasMessageContaining("disabled");
            assertThatThrownBy(() -> Resolver.resolve(name, Fixture.key(List.of("beta/c"), List.of()), rest))
                    .isInstanceOfSatisfying(
                            GatewayException.class,
                            e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.FORBIDDEN));
        }
    }

    private Snapshot disabling(String pattern, Combo combo) {
        RoutingPolicy policy = new RoutingPolicy(
                AccountStrategy.FILL_FIRST,
                3,
                Map.of(),
                true,
                0,
                List.of(),
                List.of(pattern),
                ComboConfig.NONE,
                Map.of());
        return Combinations.with(plain, new Routes(List.of(combo), List.of(), policy, Map.of()));
    }

    @Test
    void theNameOfAnInnerComboOpensOnlyThatCombo() {
        assertThat(names("org/outer", Fixture.key(List.of("tiers"), List.of()))).containsExactly("acme/a", "beta/c");
    }

    @Test
    void noNameOpensAProviderThatTheKeyMayNotUse() {
        ApiKey onlyBeta = Fixture.key(List.of("*"), List.of("beta"));
        assertThat(names("tiers", onlyBeta)).containsExactly("beta/c");
        assertThat(names("tiers", Fixture.key(List.of("tiers"), List.of("beta"))))
                .containsExactly("beta/c");
        assertFailure("pinned", onlyBeta, FailureKind.FORBIDDEN);
    }

    @Test
    void combosThatStandTooDeepLeadNowhereEvenIfTheyWereStored() {
        Snapshot loop = Combinations.with(
                plain,
                Combinations.combo("x", Strategy.FILL_FIRST, "y"),
                Combinations.combo("y", Strategy.FILL_FIRST, "x"));
        assertThatThrownBy(() -> Resolver.resolve("x", Fixture.openKey(), loop)).isInstanceOf(GatewayException.class);
    }

    private List<String> names(String requested, ApiKey key) {
        return Resolver.resolve(requested, key, snapshot).stream()
                .map(Target::modelName)
                .toList();
    }

    private void assertFailure(String requested, ApiKey key, FailureKind kind) {
        assertThatThrownBy(() -> Resolver.resolve(requested, key, snapshot))
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(kind));
    }
}

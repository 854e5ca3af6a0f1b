package io.omniroute.routing.resolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.chat.FailureKind;
import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.snapshot.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolverTest {
    private final Snapshot snapshot = Fixture.snapshot(
            Map.of("fast", "acme/a", "faster", "fast", "loop", "pool", "pool", "loop", "bare", "only-beta"),
            new Settings(true, Set.of("blocked")),
            Fixture.provider("acme", WireFormat.OPENAI_CHAT, "a", "org/deep/model", "both"),
            Fixture.provider("beta", WireFormat.GEMINI, "only-beta", "both"),
            Fixture.provider("blocked", WireFormat.GEMINI, "hidden"));

    @ParameterizedTest
    @CsvSource({
        "acme/a, acme/a",
        "acme/short, acme/a",
        "ACME/a, acme/a",
        "acme/org/deep/model, acme/org/deep/model",
        "acme/never-heard-of, acme/never-heard-of",
        "fast, acme/a",
        "faster, acme/a",
        "only-beta, beta/only-beta",
        "bare, beta/only-beta",
    })
    void findsTheModel(String requested, String expected) {
        List<Target> targets = Resolver.resolve(requested, Fixture.openKey(), snapshot);
        assertThat(targets).extracting(Target::modelName).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere/a, NOT_FOUND",
        "unknown, NOT_FOUND",
        "acme/, NOT_FOUND",
        "blocked/hidden, NOT_FOUND",
        "hidden, NOT_FOUND",
        "loop, NOT_FOUND",
        "both, BAD_REQUEST",
        "'', BAD_REQUEST",
        "acme/../a, BAD_REQUEST",
        "acme\\a, BAD_REQUEST",
    })
    void refusesTheRest(String requested, FailureKind kind) {
        assertThatThrownBy(() -> Resolver.resolve(requested, Fixture.openKey(), snapshot))
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(kind));
    }

    @Test
    void ambiguousNameListsItsCandidates() {
        assertThatThrownBy(() -> Resolver.resolve("both", Fixture.openKey(), snapshot))
                .hasMessageContaining("acme/both, beta/both");
    }

    @Test
    void keyLimitsModelsAndProviders() {
        ApiKey onlyFast = Fixture.key(List.of("fast"), List.of());
        assertThat(Resolver.resolve("fast", onlyFast, snapshot)).hasSize(1);
        assertForbidden("acme/a", onlyFast);
        ApiKey onlyBeta = Fixture.key(List.of("*"), List.of("beta"));
        assertThat(Resolver.resolve("only-beta", onlyBeta, snapshot)).hasSize(1);
        assertForbidden("acme/a", onlyBeta);
        assertForbidden("acme/a", Fixture.key(List.of(), List.of()));
    }

    @Test
    void aModelIdIsNotAmbiguousForAKeyThatMayUseOneHolderOnly() {
        assertThat(Resolver.resolve("both", Fixture.key(List.of("*"), List.of("beta")), snapshot))
                .extracting(Target::modelName)
                .containsExactly("beta/both");
        assertThat(Resolver.resolve("both", Fixture.key(List.of("acme/*"), List.of()), snapshot))
                .extracting(Target::modelName)
                .containsExactly("acme/both");
        assertForbidden("both", Fixture.key(List.of("*"), List.of("gamma")));
        assertForbidden("only-beta", Fixture.key(List.of("*"), List.of("acme")));
    }

    @ParameterizedTest
    @CsvSource({
        "*, acme/a, true",
        "acme/*, acme/org/x, true",
        "acme/*, beta/a, false",
        "*mini*, openai/gpt-mini-2, true",
        "a*b*c, aXbYc, true",
        "a*b*c, aXbY, false",
        "acme/a, acme/ab, false",
    })
    void starsMatchAnyRun(String pattern, String name, boolean expected) {
        assertThat(KeyScope.matches(pattern, name)).isEqualTo(expected);
    }

    private void assertForbidden(String model, ApiKey key) {
        assertThatThrownBy(() -> Resolver.resolve(model, key, snapshot))
                .isInstanceOfSatisfying(
                        GatewayException.class,
                        e -> assertThat(e.failure().kind()).isEqualTo(FailureKind.FORBIDDEN));
    }
}

package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.chat.GatewayException;
import io.omniroute.provider.connection.AccountStrategy;
import io.omniroute.provider.wire.WireFormat;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ClientAddress;
import io.omniroute.routing.combo.ComboConfig;
import io.omniroute.routing.gateway.ModelDirectory.ListedModel;
import io.omniroute.routing.ipfilter.Bans;
import io.omniroute.routing.policy.RoutingPolicy;
import io.omniroute.routing.resolution.Combinations;
import io.omniroute.routing.resolution.Fixture;
import io.omniroute.routing.settings.Settings;
import io.omniroute.routing.snapshot.Routes;
import io.omniroute.routing.snapshot.Snapshot;
import io.omniroute.routing.snapshot.Snapshots;
import io.omniroute.routing.strategy.Strategy;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelDirectoryTest {
    private static final Visitor VISITOR = new Visitor(Optional.of(Fixture.KEY), "127.0.0.1", List.of());
    private final Snapshot snapshot = Combinations.with(
            Fixture.snapshot(
                    Map.of("fast", "tiers", "gpt-*", "acme/*"),
                    new Settings(true, Set.of("blocked")),
                    Fixture.provider("acme", WireFormat.OPENAI_CHAT, "a", "gone", "both"),
                    Fixture.provider("beta", WireFormat.GEMINI, "c", "old", "both"),
                    Fixture.provider("blocked", WireFormat.GEMINI, "x")),
            new Routes(
                    List.of(
                            Combinations.combo("tiers", Strategy.FILL_FIRST, "acme/a", "beta/c"),
                            Combinations.combo("dead", Strategy.FILL_FIRST, "blocked/x")),
                    List.of(),
                    new RoutingPolicy(
                            AccountStrategy.FILL_FIRST,
                            3,
                            Map.of(),
                            true,
                            0,
                            List.of("beta/old"),
                            List.of("acme/gone"),
                            ComboConfig.NONE,
                            Map.of()),
                    Map.of()));

    @Test
    void everythingThatCanBeCalledIsListedCombosFirst() {
        assertThat(list(Fixture.openKey()))
                .containsExactly("tiers", "fast", "acme/a", "acme/both", "beta/c", "beta/both");
    }

    @Test
    void whatAKeyMayNotCallIsNotListed() {
        assertThat(list(Fixture.key(List.of("beta/*"), List.of())))
                .containsExactly("tiers", "fast", "beta/c", "beta/both");
        assertThat(list(Fixture.key(List.of("tiers"), List.of()))).containsExactly("tiers", "fast");
        assertThat(list(Fixture.key(List.of("*"), List.of("acme"))))
                .containsExactly("tiers", "fast", "acme/a", "acme/both");
        assertThat(list(Fixture.key(List.of(), List.of()))).isEmpty();
    }

    @Test
    void aModelWhoseBareNameAloneIsInTheScopeIsListedByThatName() {
        assertThat(list(Fixture.key(List.of("c"), List.of()))).containsExactly("c");
        assertThat(list(Fixture.key(List.of("both"), List.of()))).isEmpty();
    }

    @Test
    void whatIsListedCanBeCalledAndTheOwnerIsNamed() {
        ApiKey key = Fixture.openKey();
        assertThat(directory(key).list(VISITOR))
                .allSatisfy(model ->
                        assertThat(directory(key).require(VISITOR, model.id())).isNotNull());
        assertThat(directory(key).require(VISITOR, "tiers").owner()).isEqualTo("combo");
        assertThat(directory(key).require(VISITOR, "beta/old").owner()).isEqualTo("beta");
        assertThatThrownBy(() -> directory(key).require(VISITOR, "acme/gone")).isInstanceOf(GatewayException.class);
    }

    private List<String> list(ApiKey key) {
        return directory(key).list(VISITOR).stream().map(ListedModel::id).toList();
    }

    private ModelDirectory directory(ApiKey key) {
        Snapshot own = new Snapshot(
                1,
                snapshot.providers(),
                snapshot.connections(),
                Map.of(key.hash(), key),
                snapshot.aliases(),
                snapshot.shortNames(),
                snapshot.prices(),
                snapshot.settings(),
                snapshot.budgets(),
                snapshot.cache(),
                snapshot.routes(),
                snapshot.policies());
        Snapshots snapshots = new Snapshots(null) {
            @Override
            public Snapshot current() {
                return own;
            }
        };
        return new ModelDirectory(
                new Entrance(snapshots, new ClientAddress(Optional.empty()), new Bans(), Clock.systemUTC()));
    }
}

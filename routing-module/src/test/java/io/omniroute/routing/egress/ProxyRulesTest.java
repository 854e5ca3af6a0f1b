package io.omniroute.routing.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.outbound.ProxyServer;
import io.omniroute.provider.outbound.ProxyServer.Kind;
import io.omniroute.routing.combo.ComboId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyRulesTest {
    private static final ProviderId ACME = new ProviderId("acme");
    private static final ConnectionId ACCOUNT = ConnectionId.random();
    private static final ComboId INNER = ComboId.random();
    private static final ComboId OUTER = ComboId.random();
    private static final Map<String, ProxyPlace> PLACES = Map.of(
            "connection", new ProxyPlace(ProxyLevel.CONNECTION, ACCOUNT.toString()),
            "inner", new ProxyPlace(ProxyLevel.COMBO, INNER.toString()),
            "outer", new ProxyPlace(ProxyLevel.COMBO, OUTER.toString()),
            "provider", new ProxyPlace(ProxyLevel.PROVIDER, "acme"),
            "global", ProxyPlace.GLOBAL);

    private static ProxyRules rules(String places) {
        Map<ProxyPlace, ProxyRule> rules = new HashMap<>();
        for (String name : places.split(" ")) {
            rules.put(
                    PLACES.get(name),
                    ProxyRule.by(new ProxyServer(Kind.HTTP, name + ".example", 3128, Optional.empty(), false)));
        }
        return new ProxyRules(rules);
    }

    @ParameterizedTest
    @CsvSource({
        "connection inner outer provider global, connection",
        "inner outer provider global, inner",
        "outer provider global, outer",
        "provider global, provider",
        "connection global, connection",
        "global, global"
    })
    void theMostSpecificRuleWins(String there, String wins) {
        ProxyRules.Found found = rules(there)
                .find(ACME, Optional.of(ACCOUNT), List.of(INNER, OUTER))
                .orElseThrow();
        assertThat(found.place()).isEqualTo(PLACES.get(wins));
        assertThat(found.rule().server().orElseThrow().host()).isEqualTo(wins + ".example");
    }

    @ParameterizedTest
    @CsvSource({"connection, other", "inner, none", "provider, none"})
    void aRuleAboutSomethingElseDoesNotHold(String there, String provider) {
        Optional<ConnectionId> account =
                provider.equals("none") ? Optional.empty() : Optional.of(ConnectionId.random());
        assertThat(rules(there).find(new ProviderId(provider), account, List.of(ComboId.random())))
                .isEmpty();
    }

    @Test
    void directExemptsALevelFromTheWiderOnes() {
        ProxyRules rules = rules("provider global").with(PLACES.get("inner"), ProxyRule.DIRECT);
        assertThat(rules.find(ACME, Optional.of(ACCOUNT), List.of(INNER)).orElseThrow())
                .isEqualTo(new ProxyRules.Found(PLACES.get("inner"), ProxyRule.DIRECT));
        assertThat(rules.without(PLACES.get("inner"))
                        .find(ACME, Optional.of(ACCOUNT), List.of(INNER))
                        .orElseThrow()
                        .place())
                .isEqualTo(PLACES.get("provider"));
    }

    @Test
    void noRulesFindNothing() {
        assertThat(ProxyRules.NONE.isEmpty()).isTrue();
        assertThat(ProxyRules.NONE.find(ACME, Optional.of(ACCOUNT), List.of(INNER)))
                .isEmpty();
    }

    @Test
    void anIdBelongsToWhatHasOne() {
        assertThatThrownBy(() -> new ProxyPlace(ProxyLevel.GLOBAL, "acme"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProxyPlace(ProxyLevel.COMBO, "")).isInstanceOf(IllegalArgumentException.class);
    }
}

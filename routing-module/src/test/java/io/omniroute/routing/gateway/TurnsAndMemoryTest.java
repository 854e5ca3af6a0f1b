package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.connection.AccountStrategy;
import io.omniroute.routing.cache.CacheRule;
import io.omniroute.routing.cache.CacheSettings;
import io.omniroute.routing.resolution.Combinations;
import io.omniroute.routing.strategy.Strategy;
import io.omniroute.routing.usage.UsageRecord;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call that no vendor sees takes no turn of those who share the calls. */
class TurnsAndMemoryTest {
    private final ComboRoad road = new ComboRoad();

    @BeforeEach
    void remembers() {
        road.cache = settings(CacheRule.OFF);
    }

    @Test
    void aReplayTakesNoTurnOfACombo() {
        road.combo(Combinations.combo("ring", Strategy.ROUND_ROBIN, "key/m", "cheap/m", "free/m"));
        road.headers.put("idempotency-key", "once");
        assertThat(road.served("ring", 1)).containsExactly("key");
        road.call("ring", false);
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Idempotent", "true");
        road.headers.clear();
        assertThat(road.served("ring", 3)).containsExactly("cheap", "free", "key");
    }

    @Test
    void aHitOfTheCacheTakesNoTurnOfACombo() {
        road.combo(Combinations.combo("ring", Strategy.ROUND_ROBIN, "key/m", "cheap/m", "free/m"));
        road.cache = settings(new CacheRule(true, true, Duration.ofHours(1)));
        assertThat(road.served("ring", 1)).containsExactly("key");
        road.call("ring", false);
        assertThat(road.reply.headers).containsEntry("X-OmniRoute-Cache", "HIT");
        road.cache = settings(CacheRule.OFF);
        assertThat(road.served("ring", 3)).containsExactly("cheap", "free", "key");
    }

    @Test
    void aReplayTakesNoTurnOfAnAccount() {
        road.accounts = 2;
        road.accountStrategy = AccountStrategy.ROUND_ROBIN;
        road.served("key/m", 2);
        road.headers.put("idempotency-key", "once");
        road.served("key/m", 1);
        road.call("key/m", false);
        road.headers.clear();
        road.served("key/m", 4);
        String first = road.account(1);
        String second = road.account(2);
        assertThat(road.journal)
                .filteredOn(usage -> usage.source() == UsageRecord.Source.VENDOR)
                .extracting(usage -> usage.connectionId().orElseThrow().toString())
                .containsExactly(first, first, first, second, second, second, first);
    }

    private static CacheSettings settings(CacheRule rule) {
        return new CacheSettings(rule, 1 << 20, 1 << 20, Duration.ofHours(1), Map.of(), Map.of());
    }
}

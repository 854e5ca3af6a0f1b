package io.omniroute.routing.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallIdsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T20:37:14.123Z");

    @Test
    void anIdIsAVersion7UuidThatHoldsItsTime() {
        UUID id = CallIds.next(NOW);

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
    }

    @Test
    void laterIdsSortBehindEarlierOnesAsText() {
        assertThat(CallIds.next(NOW.plusMillis(1)).toString())
                .isGreaterThan(CallIds.next(NOW).toString());
    }

    @Test
    void anIdOfARequestIsHarmlessInAHeader() {
        assertThat(CallIds.ofRequest()).matches("req_[0-9a-f]{32}").isNotEqualTo(CallIds.ofRequest());
    }

    @Test
    void idsOfOneMomentDiffer() {
        Set<UUID> ids = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ids.add(CallIds.next(NOW));
        }

        assertThat(ids).hasSize(10_000);
    }
}

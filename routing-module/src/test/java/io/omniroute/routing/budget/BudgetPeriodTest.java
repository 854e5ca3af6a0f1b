package io.omniroute.routing.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetPeriodTest {
    /** The last two days are those on which the clocks change: 23 and 25 hours long. */
    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-05-04T21:59:59Z, 2026-05-03T22:00:00Z, 2026-05-04T22:00:00Z",
        "DAY, 2026-05-04T22:00:00Z, 2026-05-04T22:00:00Z, 2026-05-05T22:00:00Z",
        "WEEK, 2026-05-10T21:59:59Z, 2026-05-03T22:00:00Z, 2026-05-10T22:00:00Z",
        "WEEK, 2026-05-10T22:00:00Z, 2026-05-10T22:00:00Z, 2026-05-17T22:00:00Z",
        "MONTH, 2026-02-28T22:59:59Z, 2026-01-31T23:00:00Z, 2026-02-28T23:00:00Z",
        "MONTH, 2026-03-15T12:00:00Z, 2026-02-28T23:00:00Z, 2026-03-31T22:00:00Z",
        "DAY, 2026-03-29T12:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "DAY, 2026-10-25T12:00:00Z, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z"
    })
    void beginsAtLocalMidnight(BudgetPeriod period, Instant moment, Instant from, Instant to) {
        BudgetPeriod.Span span = period.around(moment, ZoneId.of("Europe/Berlin"));
        assertThat(span).isEqualTo(new BudgetPeriod.Span(from, to));
        assertThat(span.contains(moment)).isTrue();
        assertThat(span.contains(to)).isFalse();
    }

    @Test
    void totalNeverEnds() {
        BudgetPeriod.Span span = BudgetPeriod.TOTAL.around(Instant.now(), ZoneId.of("UTC"));
        assertThat(span.contains(Instant.EPOCH)).isTrue();
        assertThat(span.contains(Instant.parse("2999-01-01T00:00:00Z"))).isTrue();
    }
}

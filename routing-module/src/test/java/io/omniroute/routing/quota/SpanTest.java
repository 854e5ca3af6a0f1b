package io.omniroute.routing.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.omniroute.provider.connection.QuotaWindow;
import io.omniroute.provider.connection.QuotaWindow.Period;
import io.omniroute.provider.connection.QuotaWindow.Unit;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {
    @ParameterizedTest
    @CsvSource({
        "DAILY, 0 UTC, 2026-05-04T12:00:00Z, 2026-05-04T00:00:00Z, 2026-05-05T00:00:00Z",
        "DAILY, 0 UTC, 2026-05-04T00:00:00Z, 2026-05-04T00:00:00Z, 2026-05-05T00:00:00Z",
        "DAILY, 10 Europe/Berlin, 2026-05-04T07:59:59Z, 2026-05-03T08:00:00Z, 2026-05-04T08:00:00Z",
        "DAILY, 10 Europe/Berlin, 2026-05-04T08:00:00Z, 2026-05-04T08:00:00Z, 2026-05-05T08:00:00Z",
        // the day that summer time begins has 23 hours
        "DAILY, 0 Europe/Berlin, 2026-03-29T12:00:00Z, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "WEEKLY, 0 UTC, 2026-05-06T12:00:00Z, 2026-05-04T00:00:00Z, 2026-05-11T00:00:00Z",
        "WEEKLY, 9 UTC, 2026-05-04T08:00:00Z, 2026-04-27T09:00:00Z, 2026-05-04T09:00:00Z",
        "MONTHLY, 0 UTC, 2026-02-28T12:00:00Z, 2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z",
        "MONTHLY, 5 UTC, 2026-05-01T04:00:00Z, 2026-04-01T05:00:00Z, 2026-05-01T05:00:00Z",
    })
    void calendarWindowsFollowTheClockOfTheirZone(Period period, String hour, Instant now, Instant start, Instant end) {
        assertThat(Span.at(window(period, hour), Instant.EPOCH, now)).isEqualTo(new Span(start, Optional.of(end)));
    }

    @Test
    void fiveHoursBeginWithTheFirstCallAfterTheLastOnes() {
        QuotaWindow window = window(Period.FIVE_HOURS, "0 UTC");
        Instant opened = Instant.parse("2026-05-04T09:30:00Z");
        Instant end = Instant.parse("2026-05-04T14:30:00Z");
        assertThat(Span.at(window, opened, end.minusSeconds(1))).isEqualTo(new Span(opened, Optional.of(end)));
        assertThat(Span.at(window, opened, end).start()).isEqualTo(end);
    }

    @Test
    void creditsNeverComeBack() {
        assertThat(Span.at(window(Period.CREDITS, "0 UTC"), Instant.EPOCH, Instant.MAX)
                        .end())
                .isEmpty();
    }

    private static QuotaWindow window(Period period, String hour) {
        String[] words = hour.split(" ");
        return new QuotaWindow(period, Unit.REQUESTS, BigDecimal.TEN, Integer.parseInt(words[0]), ZoneId.of(words[1]));
    }
}

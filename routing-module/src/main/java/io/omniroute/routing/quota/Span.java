package io.omniroute.routing.quota;

import io.omniroute.provider.connection.QuotaWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * One run of a window.
 *
 * @param end empty for what never comes back
 */
record Span(Instant start, Optional<Instant> end) {
    private static final Duration FIVE_HOURS = Duration.ofHours(5);

    /** @param opened when the last run began that was counted; decides only where runs begin with a call */
    static Span at(QuotaWindow window, Instant opened, Instant now) {
        return switch (window.period()) {
            case FIVE_HOURS -> {
                Instant start = now.isBefore(opened.plus(FIVE_HOURS)) ? opened : now;
                yield new Span(start, Optional.of(start.plus(FIVE_HOURS)));
            }
            case DAILY -> {
                ZonedDateTime start = today(window, now);
                yield new Span(start.toInstant(), Optional.of(start.plusDays(1).toInstant()));
            }
            case WEEKLY -> {
                ZonedDateTime start = today(window, now);
                start = start.minusDays(start.getDayOfWeek().getValue() - 1L);
                yield new Span(start.toInstant(), Optional.of(start.plusWeeks(1).toInstant()));
            }
            case MONTHLY -> {
                ZonedDateTime start = today(window, now).withDayOfMonth(1);
                yield new Span(
                        start.toInstant(), Optional.of(start.plusMonths(1).toInstant()));
            }
            case CREDITS -> new Span(Instant.EPOCH, Optional.empty());
        };
    }

    /** The last time that the window's hour struck, in its zone. */
    private static ZonedDateTime today(QuotaWindow window, Instant now) {
        ZonedDateTime local = now.atZone(window.zone());
        ZonedDateTime start =
                local.toLocalDate().atTime(LocalTime.of(window.hour(), 0)).atZone(window.zone());
        return start.isAfter(local) ? start.minusDays(1) : start.truncatedTo(ChronoUnit.SECONDS);
    }
}

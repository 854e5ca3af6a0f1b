package io.omniroute.routing.budget;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How often a budget begins anew: at local midnight, on Mondays (ISO 8601), on the first of a month, or never. */
public enum BudgetPeriod {
    DAY,
    WEEK,
    MONTH,
    TOTAL;

    private static final Span ALWAYS = new Span(Instant.EPOCH, Instant.parse("9999-01-01T00:00:00Z"));

    /** @param to exclusive */
    public record Span(Instant from, Instant to) {
        public boolean contains(Instant time) {
            return !time.isBefore(from) && time.isBefore(to);
        }
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<BudgetPeriod> of(String word) {
        return Stream.of(values()).filter(period -> period.word().equals(word)).findFirst();
    }

    /** The period that holds this moment. */
    public Span around(Instant moment, ZoneId zone) {
        LocalDate day = moment.atZone(zone).toLocalDate();
        return switch (this) {
            case DAY -> span(day, day.plusDays(1), zone);
            case WEEK -> {
                LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield span(monday, monday.plusWeeks(1), zone);
            }
            case MONTH -> {
                LocalDate first = day.withDayOfMonth(1);
                yield span(first, first.plusMonths(1), zone);
            }
            case TOTAL -> ALWAYS;
        };
    }

    private static Span span(LocalDate first, LocalDate next, ZoneId zone) {
        return new Span(
                first.atStartOfDay(zone).toInstant(), next.atStartOfDay(zone).toInstant());
    }
}

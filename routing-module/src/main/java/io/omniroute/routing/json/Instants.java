package io.omniroute.routing.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads points in time as people and scripts write them. */
public final class Instants {
    /** 9999-12-31T23:59:59.999Z: later ones do not fit a database column. */
    static final long LAST_MILLI = 253_402_300_799_999L;

    private static final long SMALLEST_MILLIS = 100_000_000_000L;

    private Instants() {}

    /**
     * An ISO 8601 instant with offset, an ISO day (its first moment, UTC), or a number of seconds or (from
     * 100,000,000,000 on) milliseconds since 1970. Empty when it is none of these or not from 1970 to 9999.
     */
    public static Optional<Instant> parse(String text) {
        try {
            Instant instant = read(text.strip());
            long milli = instant.toEpochMilli();
            return milli < 0 || milli > LAST_MILLI ? Optional.empty() : Optional.of(instant);
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    static Instant ofNumber(long number) {
        return number < SMALLEST_MILLIS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
    }

    private static Instant read(String text) {
        if (text.matches("\\d{1,15}")) {
            return ofNumber(Long.parseLong(text));
        }
        if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        return OffsetDateTime.parse(text).toInstant();
    }
}

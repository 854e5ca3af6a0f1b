package io.omniroute.persistence.jpa;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Instants as columns. JPA 3.1 knows OffsetDateTime, not Instant; both databases keep microseconds. */
public final class Times {
    private Times() {}

    /** Cut and not left to the database, which would round: a time read back then equals the one looked for. */
    public static OffsetDateTime column(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    public static OffsetDateTime now() {
        return column(Instant.now());
    }
}

package io.omniroute.routing.budget;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneRules;

/** The steps in which spending is added up: in every zone that people live by, midnight begins one. Counted from 1970 on. */
public final class QuarterHour {
    private static final int SECONDS = 900;

    private QuarterHour() {}

    /** The one that holds this moment. */
    public static long of(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), SECONDS);
    }

    public static Instant begin(long quarter) {
        return Instant.ofEpochSecond(quarter * SECONDS);
    }

    /** Whether midnight begins one: not in made-up zones, such as {@code +05:07}. */
    public static boolean divides(ZoneId zone) {
        ZoneRules rules = zone.getRules();
        return !rules.isFixedOffset() || rules.getOffset(Instant.EPOCH).getTotalSeconds() % SECONDS == 0;
    }
}

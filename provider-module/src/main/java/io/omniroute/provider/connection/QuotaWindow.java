package io.omniroute.provider.connection;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;

/**
 * What an account may use up before it has to wait.
 *
 * @param limit in the unit, more than zero
 * @param hour when days, weeks (on Mondays) and months begin, 0 to 23
 */
public record QuotaWindow(Period period, Unit unit, BigDecimal limit, int hour, ZoneId zone) {
    /** How long it lasts. */
    public enum Period {
        /** Begins with the first call after the last window's end, as subscriptions do. */
        FIVE_HOURS("5h"),
        DAILY("daily"),
        WEEKLY("weekly"),
        MONTHLY("monthly"),
        /** Never comes back by itself. */
        CREDITS("credits");

        private final String label;

        Period(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        public static Optional<Period> find(String label) {
            for (Period period : values()) {
                if (period.label.equals(label)) {
                    return Optional.of(period);
                }
            }
            return Optional.empty();
        }
    }

    /** What is counted. */
    public enum Unit {
        REQUESTS,
        TOKENS,
        USD
    }

    public QuotaWindow {
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(zone, "zone");
        if (limit.signum() <= 0) {
            throw new IllegalArgumentException("limit must be more than zero: " + limit);
        }
        if (hour < 0 || hour > 23) {
            throw new IllegalArgumentException("hour must be from 0 to 23: " + hour);
        }
    }
}

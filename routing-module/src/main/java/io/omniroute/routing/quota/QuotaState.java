package io.omniroute.routing.quota;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How much of a window is used up.
 *
 * @param name such as {@code daily-tokens}, or {@code vendor-5h} for what the vendor reports
 * @param used in the window's unit; of what vendors report, in percent
 * @param resetAt empty for what never comes back
 */
public record QuotaState(String name, BigDecimal used, BigDecimal limit, Optional<Instant> resetAt) {
    private static final BigDecimal ENOUGH = new BigDecimal("0.98");

    public QuotaState {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(used, "used");
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(resetAt, "resetAt");
    }

    public BigDecimal remaining() {
        return limit.subtract(used).max(BigDecimal.ZERO);
    }

    /** 0 to 100. */
    public double remainingPercent() {
        return remaining().doubleValue() * 100 / limit.doubleValue();
    }

    /** Less than 2 % is left: what is in flight just now may already need it. */
    public boolean isExhausted() {
        return used.compareTo(limit.multiply(ENOUGH)) > 0;
    }
}

package io.omniroute.routing.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/**
 * What may be spent in a period. One at most for a scope, target and period.
 *
 * @param target as the scope says
 * @param zone where the period's days begin
 * @param limitUsd not negative
 * @param hard whether calls beyond it are refused; else they are only warned of
 * @param warningThreshold the share of the limit from which on callers are warned, 0 to 1
 */
public record Budget(
        BudgetId id,
        BudgetScope scope,
        String target,
        BudgetPeriod period,
        ZoneId zone,
        BigDecimal limitUsd,
        boolean hard,
        BigDecimal warningThreshold,
        Instant createdAt) {
    public Budget {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(createdAt, "createdAt");
        if (limitUsd.signum() < 0) {
            throw new IllegalArgumentException("a limit must not be negative: " + limitUsd);
        }
        if (warningThreshold.signum() < 0 || warningThreshold.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException("a threshold is a share: " + warningThreshold);
        }
    }

    public BigDecimal warningUsd() {
        return limitUsd.multiply(warningThreshold);
    }

    public BudgetPeriod.Span around(Instant moment) {
        return period.around(moment, zone);
    }

    /** Whether what this payer spends counts here. */
    public boolean covers(Payer payer) {
        return switch (scope) {
            case KEY -> payer.key().filter(target::equals).isPresent();
            case GROUP -> payer.group().filter(target::equals).isPresent();
            case PROVIDER -> payer.provider().equals(target);
        };
    }
}

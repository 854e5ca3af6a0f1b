package io.omniroute.routing.quota;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/** What was used since a window's run began. */
public record QuotaCount(Instant start, BigDecimal used) {
    static final QuotaCount NEVER = new QuotaCount(Instant.EPOCH, BigDecimal.ZERO);

    public QuotaCount {
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(used, "used");
    }
}

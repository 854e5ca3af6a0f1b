package io.omniroute.routing.spending;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What one call holds of its budgets. Guarded by the lock of {@link Spending}. */
final class Reservation {
    private record Share(BudgetMeter meter, BigDecimal amount) {}

    private final List<Share> shares = new ArrayList<>(2);

    void hold(BudgetMeter meter, BigDecimal amount) {
        meter.reserve(amount);
        shares.add(new Share(meter, amount));
    }

    void release() {
        shares.forEach(share -> share.meter().release(share.amount()));
        shares.clear();
    }
}

package io.omniroute.routing.quota;

import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.connection.QuotaWindow.Period;
import io.omniroute.provider.connection.QuotaWindow.Unit;
import java.util.Objects;

/** Names a counter. */
public record QuotaKey(ConnectionId connection, Period period, Unit unit) {
    public QuotaKey {
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(period, "period");
        Objects.requireNonNull(unit, "unit");
    }
}

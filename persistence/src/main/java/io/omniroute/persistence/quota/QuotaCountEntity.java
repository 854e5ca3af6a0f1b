package io.omniroute.persistence.quota;

import io.omniroute.persistence.jpa.Amounts;
import io.omniroute.persistence.jpa.Texts;
import io.omniroute.persistence.jpa.Times;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.connection.QuotaWindow.Period;
import io.omniroute.provider.connection.QuotaWindow.Unit;
import io.omniroute.routing.quota.QuotaCount;
import io.omniroute.routing.quota.QuotaKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;

@Entity
@Table(name = "quota_count")
class QuotaCountEntity {
    @Id
    private String id;

    @Column(name = "connection_id")
    private String connectionId;

    private String period;
    private String unit;

    @Column(name = "started_at")
    private OffsetDateTime startedAt;

    private BigDecimal used;

    protected QuotaCountEntity() {} // for JPA

    QuotaCountEntity(QuotaKey key) {
        id = id(key);
        connectionId = key.connection().toString();
        period = key.period().name();
        unit = key.unit().name();
    }

    static String id(QuotaKey key) {
        return Texts.idOf(
                key.connection().toString(), key.period().name(), key.unit().name());
    }

    void write(QuotaCount count) {
        startedAt = Times.column(count.start());
        used = Amounts.column(count.used());
    }

    QuotaKey key() {
        return new QuotaKey(
                new ConnectionId(UUID.fromString(connectionId)), Period.valueOf(period), Unit.valueOf(unit));
    }

    QuotaCount count() {
        return new QuotaCount(startedAt.toInstant(), Amounts.value(used));
    }
}

package io.omniroute.persistence.quota;

import io.omniroute.persistence.jpa.Amounts;
import io.omniroute.persistence.jpa.Texts;
import io.omniroute.persistence.jpa.Times;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.routing.quota.QuotaState;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

@Entity
@Table(name = "quota_report")
class QuotaReportEntity {
    @Id
    private String id;

    @Column(name = "connection_id")
    private String connectionId;

    private String name;
    private BigDecimal used;
    private BigDecimal total;

    @Column(name = "reset_at")
    private OffsetDateTime resetAt;

    protected QuotaReportEntity() {} // for JPA

    QuotaReportEntity(ConnectionId connection, String name) {
        this.id = id(connection, name);
        this.connectionId = connection.toString();
        this.name = name;
    }

    static String id(ConnectionId connection, String name) {
        return Texts.idOf(connection.toString(), name);
    }

    void write(QuotaState report) {
        used = Amounts.column(report.used());
        total = Amounts.column(report.limit());
        resetAt = Times.column(report.resetAt().orElseThrow());
    }

    ConnectionId connection() {
        return new ConnectionId(UUID.fromString(connectionId));
    }

    QuotaState report() {
        return new QuotaState(name, Amounts.value(used), Amounts.value(total), Optional.of(resetAt.toInstant()));
    }
}

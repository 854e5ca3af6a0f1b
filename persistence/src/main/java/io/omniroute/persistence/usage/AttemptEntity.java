package io.omniroute.persistence.usage;

import io.omniroute.persistence.jpa.Texts;
import io.omniroute.persistence.jpa.Times;
import io.omniroute.routing.usage.Attempt;
import io.omniroute.routing.usage.AttemptId;
import io.omniroute.routing.usage.LoggedAttempt;
import io.omniroute.routing.usage.UsageRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** An attempt that failed or was passed over. */
@Entity
@Table(name = "usage_attempt")
class AttemptEntity {
    @Id
    private String id;

    @Column(name = "usage_id")
    private String usageId;

    @Column(name = "request_id")
    private String requestId;

    @Column(name = "occurred_at")
    private OffsetDateTime time;

    private String provider;
    private String model;

    @Column(name = "connection_id")
    private String connectionId;

    private int status;
    private String reason;

    @Column(name = "duration_ms")
    private long durationMillis;

    protected AttemptEntity() {} // for JPA

    AttemptEntity(UsageRecord usage, int number) {
        Attempt attempt = usage.attempts().get(number - 1);
        id = new AttemptId(usage.id(), number).toString();
        usageId = usage.id().toString();
        requestId = Texts.fit(usage.requestId(), 200);
        time = Times.column(usage.time());
        provider = Texts.fit(attempt.provider(), 64);
        model = Texts.fit(attempt.model(), 500);
        connectionId = attempt.connectionId().map(UUID::toString).orElse(null);
        status = attempt.status();
        reason = Texts.fit(attempt.reason().orElse(""), 2000);
        durationMillis = attempt.millis();
    }

    LoggedAttempt toAttempt() {
        return new LoggedAttempt(
                AttemptId.parse(id).orElseThrow(),
                time.toInstant(),
                requestId,
                new Attempt(
                        provider,
                        model,
                        Optional.ofNullable(connectionId).map(UUID::fromString),
                        status,
                        Optional.of(reason),
                        durationMillis));
    }
}

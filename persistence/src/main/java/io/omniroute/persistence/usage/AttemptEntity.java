package io.omniroute.persistence.usage;

import io.omniroute.routing.usage.Attempt;
import io.omniroute.routing.usage.AttemptId;
import io.omniroute.routing.usage.LoggedAttempt;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** An attempt that failed or was passed over. Read only: {@link UsageRows} writes. */
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

    /** Null of what an older version wrote. */
    private Boolean asked;

    protected AttemptEntity() {} // for JPA

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
                        durationMillis,
                        Optional.ofNullable(asked)));
    }
}

package io.omniroute.persistence.usage;

import io.omniroute.persistence.jpa.Amounts;
import io.omniroute.routing.budget.Payer;
import io.omniroute.routing.usage.Attempt;
import io.omniroute.routing.usage.AttemptId;
import io.omniroute.routing.usage.AttemptJson;
import io.omniroute.routing.usage.LoggedAttempt;
import io.omniroute.routing.usage.UsageRecord;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Read only: {@link UsageRows} writes. */
@Entity
@Table(name = "usage_record")
class UsageEntity {
    @Id
    private String id;

    @Column(name = "request_id")
    private String requestId;

    @Column(name = "occurred_at")
    private OffsetDateTime time;

    @Column(name = "usage_day")
    private String day;

    @Column(name = "api_key_id")
    private String apiKeyId;

    @Column(name = "connection_id")
    private String connectionId;

    @Column(name = "requested_model")
    private String requestedModel;

    private String provider;
    private String model;

    @Column(name = "client_format")
    private String clientFormat;

    @Column(name = "vendor_format")
    private String vendorFormat;

    private boolean streamed;
    private int status;

    @Embedded
    private TokenColumns tokens;

    @Embedded
    private CostColumns cost;

    @Column(name = "first_byte_ms")
    private Long firstByteMillis;

    @Column(name = "duration_ms")
    private long durationMillis;

    @Column(name = "request_bytes")
    private long requestBytes;

    @Column(name = "response_bytes")
    private long responseBytes;

    private String attempts;

    @Column(name = "error_text")
    private String error;

    @Column(name = "key_group")
    private String keyGroup;

    @Column(name = "answer_source")
    private String source;

    @Column(name = "saved_cost")
    private BigDecimal saved;

    private String combo;
    private boolean served;

    protected UsageEntity() {} // for JPA

    /** Of a call that was served. */
    LoggedAttempt servingAttempt() {
        List<Attempt> all = AttemptJson.read(attempts);
        return new LoggedAttempt(
                new AttemptId(UUID.fromString(id), all.size()), time.toInstant(), requestId, all.get(all.size() - 1));
    }

    OffsetDateTime time() {
        return time;
    }

    String day() {
        return day;
    }

    Payer payer() {
        return new Payer(Optional.ofNullable(apiKeyId), Optional.ofNullable(keyGroup), provider);
    }

    String apiKeyId() {
        return apiKeyId;
    }

    String keyGroup() {
        return keyGroup;
    }

    String connectionId() {
        return connectionId;
    }

    String provider() {
        return provider;
    }

    String model() {
        return model;
    }

    UsageRecord toRecord() {
        return new UsageRecord(
                UUID.fromString(id),
                requestId,
                time.toInstant(),
                Optional.ofNullable(apiKeyId).map(UUID::fromString),
                Optional.ofNullable(connectionId).map(UUID::fromString),
                requestedModel,
                provider,
                model,
                clientFormat,
                vendorFormat,
                streamed,
                status,
                tokens.toUsage(),
                cost.toCost(),
                firstByteMillis == null ? OptionalLong.empty() : OptionalLong.of(firstByteMillis),
                durationMillis,
                requestBytes,
                responseBytes,
                AttemptJson.read(attempts),
                Optional.ofNullable(error),
                Optional.ofNullable(keyGroup),
                UsageRecord.Source.valueOf(source),
                Amounts.value(saved),
                Optional.ofNullable(combo));
    }
}

package io.omniroute.persistence.usage;

import io.omniroute.persistence.jpa.Amounts;
import io.omniroute.persistence.jpa.Texts;
import io.omniroute.persistence.jpa.Times;
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

    /** Texts are cut to their columns: one caller's odd header must not keep a whole batch out of the ledger. */
    UsageEntity(UsageRecord usage) {
        id = usage.id().toString();
        requestId = Texts.fit(usage.requestId(), 200);
        time = Times.column(usage.time());
        day = time.toLocalDate().toString();
        apiKeyId = usage.apiKeyId().map(UUID::toString).orElse(null);
        connectionId = usage.connectionId().map(UUID::toString).orElse(null);
        requestedModel = Texts.fit(usage.requestedModel(), 500);
        provider = Texts.fit(usage.provider(), 64);
        model = Texts.fit(usage.model(), 500);
        clientFormat = Texts.fit(usage.clientFormat(), 40);
        vendorFormat = Texts.fit(usage.vendorFormat(), 40);
        streamed = usage.streamed();
        status = usage.status();
        tokens = new TokenColumns(usage.tokens());
        cost = new CostColumns(usage.cost());
        firstByteMillis =
                usage.firstByteMillis().isPresent() ? usage.firstByteMillis().getAsLong() : null;
        durationMillis = usage.durationMillis();
        requestBytes = usage.requestBytes();
        responseBytes = usage.responseBytes();
        attempts = AttemptJson.write(usage.attempts());
        error = usage.error().map(text -> Texts.fit(text, 2000)).orElse(null);
        keyGroup = usage.keyGroup().orElse(null);
        source = usage.source().name();
        saved = Amounts.column(usage.savedUsd());
        combo = usage.combo().map(name -> Texts.fit(name, 100)).orElse(null);
        served = isServed(usage.attempts());
    }

    /** When one answers, it is the last, and the only one without a reason. */
    private static boolean isServed(List<Attempt> attempts) {
        return !attempts.isEmpty() && attempts.get(attempts.size() - 1).reason().isEmpty();
    }

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

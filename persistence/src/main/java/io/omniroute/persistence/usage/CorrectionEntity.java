package io.omniroute.persistence.usage;

import io.omniroute.persistence.jpa.Times;
import io.omniroute.routing.rating.Correction;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;

@Entity
@Table(name = "usage_correction")
class CorrectionEntity {
    @Id
    private String id;

    @Column(name = "usage_id")
    private String usageId;

    @Column(name = "rerating_id")
    private String reratingId;

    @Column(name = "corrected_at")
    private OffsetDateTime correctedAt;

    @Column(name = "occurred_at")
    private OffsetDateTime time;

    @Column(name = "usage_day")
    private String day;

    @Column(name = "api_key_id")
    private String apiKeyId;

    @Column(name = "key_group")
    private String keyGroup;

    @Column(name = "connection_id")
    private String connectionId;

    private String provider;
    private String model;

    @Embedded
    private CostColumns cost;

    protected CorrectionEntity() {} // for JPA

    CorrectionEntity(Correction correction, UsageEntity usage) {
        id = correction.id().toString();
        usageId = correction.usageId().toString();
        reratingId = correction.rerating().toString();
        correctedAt = Times.column(correction.at());
        cost = new CostColumns(correction.difference());
        time = usage.time();
        day = usage.day();
        apiKeyId = usage.apiKeyId();
        keyGroup = usage.keyGroup();
        connectionId = usage.connectionId();
        provider = usage.provider();
        model = usage.model();
    }

    String usageId() {
        return usageId;
    }

    CostColumns cost() {
        return cost;
    }
}

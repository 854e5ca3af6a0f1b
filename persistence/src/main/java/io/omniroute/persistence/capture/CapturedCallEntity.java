package io.omniroute.persistence.capture;

import io.omniroute.persistence.jpa.Times;
import io.omniroute.routing.capture.CapturedCall;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.UUID;

@Entity
@Table(name = "captured_call")
class CapturedCallEntity {
    @Id
    private String id;

    @Column(name = "occurred_at")
    private OffsetDateTime time;

    @Column(name = "api_key_id")
    private String apiKeyId;

    private String content;

    protected CapturedCallEntity() {} // for JPA

    /** @param content sealed */
    CapturedCallEntity(CapturedCall call, String content) {
        id = call.id().toString();
        time = Times.column(call.time());
        apiKeyId = call.apiKeyId().toString();
        this.content = content;
    }

    OffsetDateTime time() {
        return time;
    }

    UUID apiKeyId() {
        return UUID.fromString(apiKeyId);
    }

    String content() {
        return content;
    }
}

package io.omniroute.persistence.egress;

import io.omniroute.persistence.jpa.Texts;
import io.omniroute.persistence.jpa.Times;
import io.omniroute.routing.egress.ProxyLevel;
import io.omniroute.routing.passage.ProxyLogEntry;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

@Entity
@Table(name = "proxy_log")
class ProxyLogEntity {
    @Id
    private String id;

    @Column(name = "occurred_at")
    private OffsetDateTime time;

    @Column(name = "request_id")
    private String requestId;

    private String provider;

    @Column(name = "connection_id")
    private String connectionId;

    @Column(name = "combo_id")
    private String comboId;

    @Column(name = "rule_level")
    private String level;

    @Column(name = "level_id")
    private String levelId;

    private String kind;
    private String host;
    private int port;
    private String target;

    @Column(name = "duration_ms")
    private long millis;

    @Column(name = "error_text")
    private String error;

    @Column(name = "tls_profile")
    private String tlsProfile;

    protected ProxyLogEntity() {} // for JPA

    ProxyLogEntity(ProxyLogEntry entry) {
        id = entry.id().toString();
        time = Times.column(entry.time());
        requestId = Texts.fit(entry.requestId(), 200);
        provider = entry.provider();
        connectionId = entry.connectionId().orElse(null);
        comboId = entry.comboId().orElse(null);
        level = entry.level().word();
        levelId = entry.levelId();
        kind = entry.type();
        host = entry.host();
        port = entry.port();
        target = Texts.fit(entry.target(), 300);
        millis = entry.millis();
        error = entry.error().map(text -> Texts.fit(text, 2_000)).orElse(null);
        tlsProfile = entry.tlsProfile().map(text -> Texts.fit(text, 200)).orElse(null);
    }

    OffsetDateTime time() {
        return time;
    }

    String id() {
        return id;
    }

    ProxyLogEntry toEntry() {
        return new ProxyLogEntry(
                UUID.fromString(id),
                time.toInstant(),
                requestId,
                provider,
                Optional.ofNullable(connectionId),
                Optional.ofNullable(comboId),
                ProxyLevel.of(level).orElse(ProxyLevel.ENVIRONMENT),
                levelId,
                kind,
                host,
                port,
                target,
                millis,
                Optional.ofNullable(error),
                Optional.ofNullable(tlsProfile));
    }
}

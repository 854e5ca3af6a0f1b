package io.omniroute.persistence.health;

import io.omniroute.persistence.jpa.Texts;
import io.omniroute.persistence.jpa.Times;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.routing.health.CircuitKey;
import io.omniroute.routing.health.CircuitState;
import io.omniroute.routing.health.CircuitState.Phase;
import io.omniroute.routing.health.Reason;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

@Entity
@Table(name = "health_circuit")
class HealthCircuitEntity {
    private static final int MESSAGE_LENGTH = 2_000;

    @Id
    private String id;

    private String provider;

    @Column(name = "connection_id")
    private String connectionId;

    private String model;
    private String phase;
    private int failures;
    private int strikes;

    @Column(name = "backoff_level")
    private int level;

    private String reason;
    private String message;
    private OffsetDateTime since;

    @Column(name = "until_time")
    private OffsetDateTime until;

    protected HealthCircuitEntity() {} // for JPA

    HealthCircuitEntity(CircuitKey key) {
        id = id(key);
        provider = key.provider().value();
        connectionId = key.connection().map(ConnectionId::toString).orElse(null);
        model = key.model().orElse(null);
    }

    static String id(CircuitKey key) {
        return Texts.idOf(
                key.provider().value(),
                key.connection().map(ConnectionId::toString).orElse(""),
                key.model().orElse(""));
    }

    void write(CircuitState state) {
        phase = state.phase().name();
        failures = state.failures();
        strikes = state.strikes();
        level = state.level();
        reason = state.reason().name();
        message = Texts.fit(state.message(), MESSAGE_LENGTH);
        since = Times.column(state.since());
        until = Times.column(state.until());
    }

    CircuitKey key() {
        return new CircuitKey(
                new ProviderId(provider),
                Optional.ofNullable(connectionId).map(UUID::fromString).map(ConnectionId::new),
                Optional.ofNullable(model));
    }

    CircuitState state() {
        return new CircuitState(
                Phase.valueOf(phase),
                failures,
                strikes,
                level,
                Reason.valueOf(reason),
                message,
                since.toInstant(),
                until.toInstant());
    }
}

package io.omniroute.persistence.connection;

import io.omniroute.persistence.crypto.SecretCipher;
import io.omniroute.persistence.jpa.LimitColumn;
import io.omniroute.persistence.jpa.Texts;
import io.omniroute.persistence.jpa.Times;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.provider.connection.Connection;
import io.omniroute.provider.connection.ConnectionId;
import io.omniroute.provider.store.Secret;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Parameters are encrypted as a whole: which of them is a secret only the vendor knows. */
@Entity
@Table(name = "provider_connection")
class ConnectionEntity {
    private static final int REASON_LENGTH = 2_000;

    @Id
    private String id;

    private String provider;
    private String name;

    @Column(name = "api_key_cipher")
    private String apiKeyCipher;

    private int priority;
    private boolean enabled;

    @Column(name = "base_url")
    private String baseUrl;

    @Column(name = "parameters_cipher")
    private String parametersCipher;

    @Column(name = "limits_json")
    private String limits;

    @Column(name = "quotas_json")
    private String quotas;

    @Column(name = "tls_json")
    private String tls;

    @Column(name = "disabled_reason")
    private String disabledReason;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    protected ConnectionEntity() {} // for JPA

    ConnectionEntity(ConnectionId id) {
        this.id = id.toString();
    }

    /** Encrypts only what changes: a new text for the old key would undo another's change of it. */
    void write(Connection connection, SecretCipher cipher) {
        provider = connection.provider().value();
        name = connection.name();
        if (!apiKey(cipher).equals(connection.apiKey())) {
            apiKeyCipher = connection
                    .apiKey()
                    .map(key -> cipher.encrypt(key.reveal(), place("api_key")))
                    .orElse(null);
        }
        priority = connection.priority();
        enabled = connection.enabled();
        baseUrl = connection.baseUrl().orElse(null);
        if (!parameters(cipher).equals(connection.parameters())) {
            parametersCipher = connection.parameters().isEmpty()
                    ? null
                    : cipher.encrypt(Texts.json(connection.parameters()), place("parameters"));
        }
        limits = LimitColumn.write(connection.limits()).orElse(null);
        quotas = QuotaColumn.write(connection.quotas()).orElse(null);
        tls = connection.tls().map(TlsColumn::write).orElse(null);
        disabledReason = connection
                .disabledReason()
                .map(reason -> Texts.fit(reason, REASON_LENGTH))
                .orElse(null);
        createdAt = Times.column(connection.createdAt());
    }

    Connection toConnection(SecretCipher cipher) {
        return new Connection(
                new ConnectionId(UUID.fromString(id)),
                new ProviderId(provider),
                name,
                apiKey(cipher),
                priority,
                enabled,
                Optional.ofNullable(baseUrl),
                parameters(cipher),
                createdAt.toInstant(),
                Optional.ofNullable(disabledReason),
                LimitColumn.read(limits),
                QuotaColumn.read(quotas),
                Optional.ofNullable(tls).map(TlsColumn::read));
    }

    private Optional<Secret> apiKey(SecretCipher cipher) {
        return Optional.ofNullable(apiKeyCipher).map(text -> new Secret(cipher.decrypt(text, place("api_key"))));
    }

    private Map<String, String> parameters(SecretCipher cipher) {
        return Optional.ofNullable(parametersCipher)
                .map(text -> Texts.map(cipher.decrypt(text, place("parameters"))))
                .orElse(Map.of());
    }

    /** Binds a cipher text to its row and column, so that it cannot be moved to another. */
    private String place(String column) {
        return "provider_connection/" + id + "/" + column;
    }
}

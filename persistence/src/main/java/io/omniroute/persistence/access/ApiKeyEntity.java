package io.omniroute.persistence.access;

import io.omniroute.persistence.jpa.LimitColumn;
import io.omniroute.persistence.jpa.Texts;
import io.omniroute.persistence.jpa.Times;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.access.KeyRules;
import io.omniroute.routing.callpolicy.KeyRulesJson;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

@Entity
@Table(name = "api_key")
class ApiKeyEntity {
    @Id
    private String id;

    private String name;

    @Column(name = "key_hash")
    private String hash;

    private String hint;

    @Column(name = "allowed_models")
    private String allowedModels;

    @Column(name = "allowed_providers")
    private String allowedProviders;

    private boolean enabled;

    @Column(name = "key_group")
    private String group;

    @Column(name = "expires_at")
    private OffsetDateTime expiresAt;

    @Column(name = "limits_json")
    private String limits;

    private String rules;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    protected ApiKeyEntity() {} // for JPA

    ApiKeyEntity(ApiKeyId id) {
        this.id = id.toString();
    }

    void write(ApiKey key) {
        name = key.name();
        hash = key.hash();
        hint = key.hint();
        allowedModels = Texts.json(key.allowedModels());
        allowedProviders = Texts.json(key.allowedProviders());
        enabled = key.enabled();
        group = key.group().orElse(null);
        expiresAt = key.expiresAt().map(Times::column).orElse(null);
        limits = LimitColumn.write(key.limits()).orElse(null);
        rules = KeyRulesJson.toStore(key.rules()).toString();
        createdAt = Times.column(key.createdAt());
    }

    ApiKey toApiKey() {
        return new ApiKey(
                new ApiKeyId(UUID.fromString(id)),
                name,
                hash,
                hint,
                Texts.list(allowedModels),
                Texts.list(allowedProviders),
                enabled,
                Optional.ofNullable(expiresAt).map(OffsetDateTime::toInstant),
                createdAt.toInstant(),
                Optional.ofNullable(group),
                LimitColumn.read(limits),
                Optional.ofNullable(rules)
                        .map(json -> KeyRulesJson.fromStore(Texts.object(json)))
                        .orElse(KeyRules.NONE));
    }
}

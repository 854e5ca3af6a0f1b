package io.omniroute.persistence.access;

import io.omniroute.persistence.jpa.JpaStore;
import io.omniroute.routing.access.ApiKey;
import io.omniroute.routing.access.ApiKeyId;
import io.omniroute.routing.access.ApiKeys;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Map;

/** Keeps gateway keys in the database, as hashes. */
@ApplicationScoped
@Transactional
public class JpaApiKeys extends JpaStore<ApiKeyId, ApiKey, ApiKeyEntity> implements ApiKeys {
    private static final String ALL = "select k from ApiKeyEntity k order by k.createdAt, k.id";

    @Inject
    public JpaApiKeys(EntityManager entities, ConfigurationVersion version) {
        super(entities, version, ApiKeyEntity.class, ALL);
    }

    protected JpaApiKeys() {} // for the CDI proxy

    @Override
    protected String id(ApiKeyId key) {
        return key.toString();
    }

    @Override
    protected ApiKeyId key(ApiKey apiKey) {
        return apiKey.id();
    }

    @Override
    protected ApiKeyEntity newRow(ApiKey apiKey) {
        return new ApiKeyEntity(apiKey.id());
    }

    @Override
    protected void write(ApiKey apiKey, ApiKeyEntity row) {
        row.write(apiKey);
    }

    @Override
    protected ApiKey value(ApiKeyEntity row) {
        return row.toApiKey();
    }

    @Override
    protected Map<String, String> uniqueFields() {
        return Map.of("ux_api_key_name", "name", "ux_api_key_hash", "key");
    }
}

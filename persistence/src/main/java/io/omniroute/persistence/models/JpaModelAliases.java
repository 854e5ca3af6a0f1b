package io.omniroute.persistence.models;

import io.omniroute.persistence.jpa.JpaStore;
import io.omniroute.routing.models.ModelAlias;
import io.omniroute.routing.models.ModelAliases;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Map;

/** Keeps model aliases in the database. */
@ApplicationScoped
@Transactional
public class JpaModelAliases extends JpaStore<String, ModelAlias, ModelAliasEntity> implements ModelAliases {
    private static final String ALL = "select a from ModelAliasEntity a order by a.createdAt, a.alias";

    @Inject
    public JpaModelAliases(EntityManager entities, ConfigurationVersion version) {
        super(entities, version, ModelAliasEntity.class, ALL);
    }

    protected JpaModelAliases() {} // for the CDI proxy

    @Override
    protected String id(String key) {
        return key;
    }

    @Override
    protected String key(ModelAlias alias) {
        return alias.alias();
    }

    @Override
    protected ModelAliasEntity newRow(ModelAlias alias) {
        return new ModelAliasEntity(alias.alias());
    }

    @Override
    protected void write(ModelAlias alias, ModelAliasEntity row) {
        row.write(alias);
    }

    @Override
    protected ModelAlias value(ModelAliasEntity row) {
        return row.toAlias();
    }

    @Override
    protected Map<String, String> uniqueFields() {
        return Map.of();
    }
}

package io.omniroute.persistence.models;

import io.omniroute.persistence.jpa.JpaStore;
import io.omniroute.persistence.jpa.Texts;
import io.omniroute.routing.models.CustomModel;
import io.omniroute.routing.models.CustomModels;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Map;

/** Keeps custom models in the database. */
@ApplicationScoped
@Transactional
public class JpaCustomModels extends JpaStore<CustomModel.Key, CustomModel, CustomModelEntity> implements CustomModels {
    private static final String ALL = "select m from CustomModelEntity m order by m.createdAt, m.id";

    @Inject
    public JpaCustomModels(EntityManager entities, ConfigurationVersion version) {
        super(entities, version, CustomModelEntity.class, ALL);
    }

    protected JpaCustomModels() {} // for the CDI proxy

    @Override
    protected String id(CustomModel.Key key) {
        return Texts.idOf(key.provider().value(), key.modelId());
    }

    @Override
    protected CustomModel.Key key(CustomModel custom) {
        return custom.key();
    }

    @Override
    protected CustomModelEntity newRow(CustomModel custom) {
        return new CustomModelEntity(id(custom.key()), custom.key());
    }

    @Override
    protected void write(CustomModel custom, CustomModelEntity row) {
        row.write(custom.model());
    }

    @Override
    protected CustomModel value(CustomModelEntity row) {
        return row.toCustomModel();
    }

    @Override
    protected Map<String, String> uniqueFields() {
        return Map.of();
    }
}

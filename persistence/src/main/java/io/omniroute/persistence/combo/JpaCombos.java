package io.omniroute.persistence.combo;

import io.omniroute.persistence.jpa.JpaStore;
import io.omniroute.routing.combo.Combo;
import io.omniroute.routing.combo.ComboId;
import io.omniroute.routing.combo.Combos;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Map;

/** Keeps combos in the database. */
@ApplicationScoped
@Transactional
public class JpaCombos extends JpaStore<ComboId, Combo, ComboEntity> implements Combos {
    private static final String ALL = "select c from ComboEntity c order by c.createdAt, c.id";

    @Inject
    public JpaCombos(EntityManager entities, ConfigurationVersion version) {
        super(entities, version, ComboEntity.class, ALL);
    }

    protected JpaCombos() {} // for the CDI proxy

    @Override
    protected String id(ComboId key) {
        return key.toString();
    }

    @Override
    protected ComboId key(Combo combo) {
        return combo.id();
    }

    @Override
    protected ComboEntity newRow(Combo combo) {
        return new ComboEntity(combo.id());
    }

    @Override
    protected void write(Combo combo, ComboEntity row) {
        row.write(combo);
    }

    @Override
    protected Combo value(ComboEntity row) {
        return row.toCombo();
    }

    @Override
    protected Map<String, String> uniqueFields() {
        return Map.of("ux_combo_name", "name");
    }
}

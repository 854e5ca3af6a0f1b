package io.omniroute.persistence.cost;

import io.omniroute.persistence.jpa.JpaStore;
import io.omniroute.persistence.jpa.Texts;
import io.omniroute.persistence.jpa.Times;
import io.omniroute.routing.cost.DatedPrice;
import io.omniroute.routing.cost.Prices;
import io.omniroute.routing.snapshot.ConfigurationVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Map;

/** Keeps dated prices in the database. */
@ApplicationScoped
@Transactional
public class JpaPrices extends JpaStore<DatedPrice.Key, DatedPrice, DatedPriceEntity> implements Prices {
    private static final String ALL = "select p from DatedPriceEntity p order by p.createdAt, p.id";

    @Inject
    public JpaPrices(EntityManager entities, ConfigurationVersion version) {
        super(entities, version, DatedPriceEntity.class, ALL);
    }

    protected JpaPrices() {} // for the CDI proxy

    @Override
    protected String id(DatedPrice.Key key) {
        return Texts.idOf(
                key.provider().value(),
                key.model(),
                Times.column(key.validFrom()).toString());
    }

    @Override
    protected DatedPrice.Key key(DatedPrice dated) {
        return dated.key();
    }

    @Override
    protected DatedPriceEntity newRow(DatedPrice dated) {
        return new DatedPriceEntity(id(dated.key()), dated.key());
    }

    @Override
    protected void write(DatedPrice dated, DatedPriceEntity row) {
        row.write(dated.price());
    }

    @Override
    protected DatedPrice value(DatedPriceEntity row) {
        return row.toDatedPrice();
    }

    @Override
    protected Map<String, String> uniqueFields() {
        return Map.of();
    }
}

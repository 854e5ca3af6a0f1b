package io.omniroute.persistence.cost;

import io.omniroute.persistence.jpa.Amounts;
import io.omniroute.persistence.jpa.Times;
import io.omniroute.provider.catalog.Price;
import io.omniroute.provider.catalog.ProviderId;
import io.omniroute.routing.cost.DatedPrice;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Optional;

@Entity
@Table(name = "dated_price")
class DatedPriceEntity {
    @Id
    private String id;

    private String provider;

    @Column(name = "model_id")
    private String modelId;

    @Column(name = "valid_from")
    private OffsetDateTime validFrom;

    @Column(name = "input_price")
    private BigDecimal input;

    @Column(name = "output_price")
    private BigDecimal output;

    @Column(name = "cached_price")
    private BigDecimal cached;

    @Column(name = "cache_write_price")
    private BigDecimal cacheWrite;

    @Column(name = "reasoning_price")
    private BigDecimal reasoning;

    @Column(name = "hour_cache_write_price")
    private BigDecimal hourCacheWrite;

    @Column(name = "batch_share")
    private BigDecimal batchShare;

    @Column(name = "created_at")
    private OffsetDateTime createdAt;

    protected DatedPriceEntity() {} // for JPA

    DatedPriceEntity(String id, DatedPrice.Key key) {
        this.id = id;
        provider = key.provider().value();
        modelId = key.model();
        validFrom = Times.column(key.validFrom());
        createdAt = Times.now();
    }

    void write(Price price) {
        input = Amounts.column(price.input());
        output = Amounts.column(price.output());
        cached = price.cached().map(Amounts::column).orElse(null);
        cacheWrite = price.cacheWrite().map(Amounts::column).orElse(null);
        reasoning = price.reasoning().map(Amounts::column).orElse(null);
        hourCacheWrite = price.hourCacheWrite().map(Amounts::column).orElse(null);
        batchShare = price.batchShare().map(Amounts::column).orElse(null);
    }

    DatedPrice toDatedPrice() {
        Price price = new Price(
                Amounts.value(input),
                Amounts.value(output),
                Optional.ofNullable(cached).map(Amounts::value),
                Optional.ofNullable(cacheWrite).map(Amounts::value),
                Optional.ofNullable(reasoning).map(Amounts::value),
                Optional.ofNullable(hourCacheWrite).map(Amounts::value),
                Optional.ofNullable(batchShare).map(Amounts::value));
        return new DatedPrice(new ProviderId(provider), modelId, price, validFrom.toInstant());
    }
}

package io.omniroute.routing.cost;

import io.omniroute.provider.catalog.Price;
import io.omniroute.provider.catalog.ProviderId;
import java.time.Instant;
import java.util.Objects;

/** A price that holds from an instant on, until a later one of the same model. Overrides the catalogue's. */
public record DatedPrice(ProviderId provider, String model, Price price, Instant validFrom) {
    /** At most one price of a model begins at an instant. */
    public record Key(ProviderId provider, String model, Instant validFrom) {}

    public DatedPrice {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(price, "price");
        Objects.requireNonNull(validFrom, "validFrom");
    }

    public Key key() {
        return new Key(provider, model, validFrom);
    }
}

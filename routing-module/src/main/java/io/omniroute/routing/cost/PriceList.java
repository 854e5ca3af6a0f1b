package io.omniroute.routing.cost;

import io.omniroute.provider.catalog.ModelDescriptor;
import io.omniroute.provider.catalog.Price;
import io.omniroute.provider.catalog.ProviderDescriptor;
import io.omniroute.provider.catalog.ProviderId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What every model costs at every time: the administrators' dated prices, then the catalogue's. Immutable. */
public final class PriceList {
    private record Item(ProviderId provider, String model) {}

    private final Map<Item, NavigableMap<Instant, Price>> dated = new HashMap<>();
    private final Map<Item, Price> listed = new HashMap<>();

    public PriceList(Collection<ProviderDescriptor> catalogue, Collection<DatedPrice> overrides) {
        for (ProviderDescriptor provider : catalogue) {
            for (ModelDescriptor model : provider.models()) {
                model.price().ifPresent(price -> listed.put(new Item(provider.id(), model.id()), price));
            }
        }
        for (DatedPrice override : overrides) {
            dated.computeIfAbsent(new Item(override.provider(), override.model()), item -> new TreeMap<>())
                    .put(override.validFrom(), override.price());
        }
    }

    /** The price that holds then; a dated price not yet valid leaves the catalogue's in force. */
    public Optional<Price> at(ProviderId provider, String model, Instant time) {
        Item item = new Item(provider, model);
        return Optional.ofNullable(dated.get(item))
                .map(prices -> prices.floorEntry(time))
                .map(Map.Entry::getValue)
                .or(() -> Optional.ofNullable(listed.get(item)));
    }
}

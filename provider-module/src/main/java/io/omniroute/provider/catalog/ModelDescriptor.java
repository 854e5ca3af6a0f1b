package io.omniroute.provider.catalog;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A chat model of a vendor.
 *
 * @param id the vendor's own id, may contain slashes
 * @param contextTokens its window, where known
 * @param maxOutputTokens its limit, where known
 * @param price the list price, an editable default
 */
public record ModelDescriptor(
        String id,
        String name,
        OptionalInt contextTokens,
        OptionalInt maxOutputTokens,
        Optional<Price> price,
        boolean tools,
        boolean vision,
        boolean reasoning) {
    public ModelDescriptor {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(contextTokens, "contextTokens");
        Objects.requireNonNull(maxOutputTokens, "maxOutputTokens");
        Objects.requireNonNull(price, "price");
    }

    /** A model nobody described: it is assumed to be able. */
    public static ModelDescriptor unknown(String id) {
        return new ModelDescriptor(
                id, id, OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), true, true, true);
    }
}

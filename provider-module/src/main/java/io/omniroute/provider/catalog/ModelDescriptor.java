package io.omniroute.provider.catalog;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

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
    // OpenAI, models: these refuse reasoning_effort, also at the resellers that custom nodes stand for
    private static final Pattern THOUGHTLESS = Pattern.compile("(.*/)?(gpt-3\\.5|gpt-4)(\\D.*)?");

    public ModelDescriptor {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(contextTokens, "contextTokens");
        Objects.requireNonNull(maxOutputTokens, "maxOutputTokens");
        Objects.requireNonNull(price, "price");
    }

    /** A model nobody described: it is assumed to be able, unless its name is known to all. */
    public static ModelDescriptor unknown(String id) {
        boolean reasoning = !THOUGHTLESS.matcher(id).matches();
        return new ModelDescriptor(
                id, id, OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), true, true, reasoning);
    }
}
